// biome-ignore-all lint/style/noNonNullAssertion: every index is in range by construction; a check per pixel costs frames
import { type Cloud, STRIDE, TRAIN } from './cloud'
import type { Look } from './look'
import type { Span } from './portion'
import { LEVELS, MAX_SIZE, type Projection } from './projection'

/** A picture in the making: a colour (as ImageData holds it) and a distance per device pixel. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
  readonly depth: Float32Array
}

export function createRaster(width: number, height: number, pixels = new Uint32Array(width * height)): Raster {
  return { width, height, pixels, depth: new Float32Array(width * height) }
}

/** Radius within which a pixel's centre belongs to a splat of that side: the corners of 3 and up are cut. */
const splatRadius = (size: number): number => size / 2 - 0.1

/** Distances in memory from a splat's first pixel to each of its pixels, per side. */
export function splatShapes(width: number): Int32Array[] {
  return Array.from({ length: MAX_SIZE + 1 }, (_, size) => {
    const limit = Math.max(splatRadius(size) ** 2, 0.5)
    const offsets: number[] = []
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        if ((x + 0.5 - size / 2) ** 2 + (y + 0.5 - size / 2) ** 2 <= limit) offsets.push(y * width + x)
      }
    }
    return Int32Array.from(offsets)
  })
}

/** Makes the raster a picture without points. */
export function clear({ pixels, depth }: Raster, background: number): void {
  pixels.fill(background)
  depth.fill(Infinity)
}

/**
 * Paints points of the cloud onto what is there. Of two points on one pixel the nearer is seen, in whatever order they
 * come, so a picture may be painted in parts; a point whose splat would cross the picture's edge is left out. Allocates
 * nothing.
 */
export function splat(
  raster: Raster,
  shapes: readonly Int32Array[],
  cloud: Cloud,
  look: Look,
  view: Projection,
  { from, to, sizes }: Span,
): void {
  const { pixels, depth, width, height } = raster
  const { positions, codes } = cloud
  const { palette, field } = look
  const { near, distance } = view
  const [mx, my] = view.middle
  const [rx, ry, rz] = view.right
  const [dx, dy, dz] = view.down
  const [fx, fy, fz] = view.forward
  const [sx, sy] = view.shift
  const levelScale = LEVELS / (view.far - near)

  for (let i = from; i < to; i++) {
    const x = positions[i * 3]!
    const y = positions[i * 3 + 1]!
    const z = positions[i * 3 + 2]!
    const w = fx * x + fy * y + fz * z + distance
    if (w < near) continue
    let level = ((w - near) * levelScale) | 0
    if (level >= LEVELS) level = LEVELS - 1
    const colour = palette[(level << 9) | (codes[i * STRIDE + TRAIN]! << 8) | codes[i * STRIDE + field]!]!
    if (colour === 0) continue
    const size = sizes[level]!
    const corner = 0.5 - size * 0.5
    const column = Math.floor(mx + (rx * x + ry * y + rz * z + sx) / w + corner)
    const row = Math.floor(my + (dx * x + dy * y + dz * z + sy) / w + corner)
    if (column < 0 || row < 0 || column > width - size || row > height - size) continue
    const first = row * width + column
    const shape = shapes[size]!
    for (let k = 0; k < shape.length; k++) {
      const at = first + shape[k]!
      if (w < depth[at]!) {
        depth[at] = w
        pixels[at] = colour
      }
    }
  }
}
