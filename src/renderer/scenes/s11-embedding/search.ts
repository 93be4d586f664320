// biome-ignore-all lint/style/noNonNullAssertion: every index is in range by construction, and the loops run over all points
import { type Cloud, STRIDE, TRAIN, type Vec3 } from './cloud'
import type { Look } from './look'
import { LEVELS, levelAt, type Projection } from './projection'

/**
 * The drawn point at a place in device pixels: the front one of those whose splat covers it, else the nearest within
 * `reach`; -1 where there is none. It looks at every point once, about 2 ms for 150,000: call it once a frame at most.
 */
export function pointAt(
  cloud: Cloud,
  look: Look,
  view: Projection,
  column: number,
  row: number,
  reach: number,
): number {
  const { positions } = cloud
  const [mx, my] = view.middle
  const [rx, ry, rz] = view.right
  const [dx, dy, dz] = view.down
  const [fx, fy, fz] = view.forward
  const [sx, sy] = view.shift
  let front = -1
  let frontW = Infinity
  let nearest = -1
  let nearestSquare = reach * reach
  for (let i = 0; i < cloud.length; i++) {
    const x = positions[i * 3]!
    const y = positions[i * 3 + 1]!
    const z = positions[i * 3 + 2]!
    const w = fx * x + fy * y + fz * z + view.distance
    if (w < view.near) continue
    const across = mx + (rx * x + ry * y + rz * z + sx) / w - column
    if (across > reach || across < -reach) continue
    const along = my + (dx * x + dy * y + dz * z + sy) / w - row
    const square = across * across + along * along
    if (square > reach * reach || !isDrawn(cloud, look, i)) continue
    const radius = view.sizes[levelAt(view, w)]! / 2
    if (square <= radius * radius && w < frontW) {
      front = i
      frontW = w
    }
    if (square < nearestSquare) {
      nearest = i
      nearestSquare = square
    }
  }
  return front >= 0 ? front : nearest
}

/** The `k` drawn points nearest in space to a place relative to the cloud's centre, nearest first, without `self`. */
export function neighbours(cloud: Cloud, look: Look, place: Vec3, k: number, self = -1): number[] {
  const { positions } = cloud
  const found: number[] = []
  const squares: number[] = []
  for (let i = 0; i < cloud.length; i++) {
    const x = positions[i * 3]! - place[0]
    const y = positions[i * 3 + 1]! - place[1]
    const z = positions[i * 3 + 2]! - place[2]
    const square = x * x + y * y + z * z
    if (found.length === k && square >= squares[k - 1]!) continue
    if (i === self || !isDrawn(cloud, look, i)) continue
    let at = found.length === k ? k - 1 : found.length
    while (at > 0 && squares[at - 1]! > square) {
      found[at] = found[at - 1]!
      squares[at] = squares[at - 1]!
      at--
    }
    found[at] = i
    squares[at] = square
  }
  return found
}

/** A filtered point is transparent at every level of the palette. */
function isDrawn({ codes }: Cloud, { palette, field }: Look, point: number): boolean {
  return palette[((LEVELS - 1) << 9) | (codes[point * STRIDE + TRAIN]! << 8) | codes[point * STRIDE + field]!] !== 0
}

export function positionOf({ positions }: Cloud, point: number): Vec3 {
  return [positions[point * 3]!, positions[point * 3 + 1]!, positions[point * 3 + 2]!]
}
