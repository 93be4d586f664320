import type { Camera } from './camera'
import type { Vec3 } from './cloud'

/** Steps of the depth cue: colour and size of a point are looked up by how far back it lies. */
export const LEVELS = 32
/** Side of the largest splat. */
export const MAX_SIZE = 9

/**
 * A camera in front of a cloud in a picture of so many device pixels. For a point p, relative to the cloud's centre:
 *   w = forward · p + distance, column = middle[0] + (right · p + shift[0]) / w, row = middle[1] + (down · p + shift[1]) / w.
 * Both painters calculate just this, in this order, so that they agree on every pixel.
 */
export interface Projection {
  readonly width: number
  readonly height: number
  readonly middle: readonly [number, number]
  /** Scaled by the focal length in pixels, as `down`. */
  readonly right: Vec3
  readonly down: Vec3
  readonly forward: Vec3
  /** Of the columns and rows, what the camera's target adds. */
  readonly shift: readonly [number, number]
  readonly distance: number
  /** Points outside are not drawn; the levels divide what lies between. */
  readonly near: number
  readonly far: number
  /** Side of a point's splat in whole device pixels, per level. */
  readonly sizes: Uint8Array
  /** Model units that a pixel spans at the target. */
  readonly unitsPerPixel: number
  readonly radius: number
}

export interface Viewport {
  /** Device pixels. */
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
}

const FOCAL = 1 / (2 * Math.tan((36 * Math.PI) / 360))
/** Part of the picture that the cloud may fill at zoom 1. */
const FILL = { width: 0.92, height: 1.06 }
/** Part of the unevenness above and below that is made good: all of it would be too much for clouds that are thin at their rim. */
const LIFT = 0.5

export function project(camera: Camera, half: Vec3, viewport: Viewport): Projection {
  const { width, height } = viewport
  const up = uprightAxis(half)
  const [a, b] = [(up + 1) % 3, (up + 2) % 3]
  const radius = Math.hypot(...half) || 1
  const focal = FOCAL * Math.max(height, 1)

  const sinYaw = Math.sin(camera.yaw)
  const cosYaw = Math.cos(camera.yaw)
  const sinPitch = Math.sin(camera.pitch)
  const cosPitch = Math.cos(camera.pitch)
  const axes = (alongA: number, alongB: number, alongUp: number): Vec3 => {
    const vector: [number, number, number] = [0, 0, 0]
    vector[a] = alongA
    vector[b] = alongB
    vector[up] = alongUp
    return vector
  }
  const right = scale(axes(-sinYaw, cosYaw, 0), focal)
  const forward = axes(-cosYaw * cosPitch, -sinYaw * cosPitch, -sinPitch)
  const down = scale(axes(cosYaw * sinPitch, sinYaw * sinPitch, -cosPitch), focal)

  const target = scale(camera.target, radius)
  const { distance: fit, rise } = fitted(half, camera.pitch, focal, viewport)
  const distance = fit / camera.zoom
  const depth = distance - dot(forward, target)
  const near = Math.max(depth - radius, radius * 0.02)
  const far = Math.max(depth + radius, near + radius * 0.02)
  return {
    width,
    height,
    middle: [width / 2, height / 2 - rise / camera.zoom],
    right,
    down,
    forward,
    shift: [-dot(right, target), -dot(down, target)],
    distance: depth,
    near,
    far,
    sizes: splatSizes(viewport, near, far, fit),
    unitsPerPixel: distance / focal,
    radius,
  }
}

/** The axis along which the cloud is flattest stands upright: most screens are wide, and the axes have no meaning of their own. */
function uprightAxis(half: Vec3): number {
  return half.lastIndexOf(Math.min(...half))
}

/**
 * From where the cloud, turned by any angle around its upright axis, just fits, and by how many pixels its near half,
 * which looks larger, is lifted so that about as much is free above as below.
 */
function fitted(half: Vec3, pitch: number, focal: number, { width, height }: Viewport) {
  const [flat, long] = [Math.min(...half), Math.max(...half)]
  // Clouds are round rather than boxes, and thin at their rim: so this is a drum, not the bounds' corners.
  const round = long || 1
  const [sin, cos] = [Math.abs(Math.sin(pitch)), Math.cos(pitch)]
  const deep = cos * round + sin * flat
  // How far the drum reaches below and above its middle: its near rim; its far rim, or the near one's other edge.
  const low = sin * round + cos * flat
  const high = cos * flat - sin * round
  const across = (2 * focal * round) / Math.max(width * FILL.width, 1)
  const along = focal / Math.max(height * FILL.height, 1)
  const distance = Math.max(
    Math.hypot(across, deep),
    along * low + Math.hypot(along * low, deep),
    deep + along * (low + high),
  )
  const below = low / (distance - deep)
  const above = Math.max(low / (distance + deep), high / (distance - deep))
  return { distance, rise: (Math.sign(pitch) * focal * (below - above) * LIFT) / 2 }
}

/** A point looks larger the nearer it is, as a small ball would, but never smaller than can be seen or larger than can be told apart. */
function splatSizes({ width, height, pixelRatio }: Viewport, near: number, far: number, fit: number) {
  const base = Math.max(Math.min(width, height) / 400, 0.9 * pixelRatio, 1)
  const sizes = new Uint8Array(LEVELS)
  for (let level = 0; level < LEVELS; level++) {
    const w = near + ((level + 0.5) / LEVELS) * (far - near)
    sizes[level] = Math.min(Math.max(Math.round(base * (fit / w) ** 0.75), 1), MAX_SIZE)
  }
  return sizes
}

/** Where a point stands on the screen in device pixels and how far away; null where it is not drawn. */
export function place(projection: Projection, p: Vec3): { column: number; row: number; w: number } | null {
  const { middle, right, down, forward, shift, distance, near } = projection
  const w = dot(forward, p) + distance
  if (w < near) return null
  return { column: middle[0] + (dot(right, p) + shift[0]) / w, row: middle[1] + (dot(down, p) + shift[1]) / w, w }
}

/** The step of the depth cue at a distance. */
export function levelAt({ near, far }: Projection, w: number): number {
  return Math.min(LEVELS - 1, Math.max(0, Math.floor(((w - near) / (far - near)) * LEVELS)))
}

/** What the target has to move by so that zooming by a factor leaves standing what is at a place in device pixels. */
export function zoomOffset(projection: Projection, column: number, row: number, factor: number): Vec3 {
  const { middle } = projection
  const share = 1 - 1 / factor
  return screenOffset(projection, (column - middle[0]) * share, (row - middle[1]) * share)
}

/** What a movement on the screen in device pixels is in the cloud, in multiples of its radius. */
export function screenOffset(projection: Projection, columns: number, rows: number): Vec3 {
  const { right, down, unitsPerPixel, radius } = projection
  const [r, d] = [unit(right), unit(down)]
  const k = unitsPerPixel / radius
  const along = (axis: 0 | 1 | 2) => (r[axis] * columns + d[axis] * rows) * k
  return [along(0), along(1), along(2)]
}

const dot = (a: Vec3, b: Vec3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const scale = (a: Vec3, k: number): Vec3 => [a[0] * k, a[1] * k, a[2] * k]
const unit = (a: Vec3): Vec3 => scale(a, 1 / (Math.hypot(...a) || 1))
