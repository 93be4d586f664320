import { LEVELS, MAX_SIZE, type Projection } from './projection'

/** The first points of a cloud, and how large they are drawn so that they look like all of them. */
export interface Portion {
  readonly points: number
  /** Side of a splat per level. */
  readonly sizes: Uint8Array
  /** So many of the first points are drawn one device pixel larger than that. */
  readonly larger: number
}

/**
 * Device pixels that a splat grows by, in multiples of a middling one's side, for every halving of the points: measured
 * on round clusters, it keeps the picture's mean brightness within a tenth down to a tenth of 1,500,000 points.
 */
const GROWTH = 0.65
/** Larger ones would be seen as blots. */
const MAX_GROWTH = 1

/** `points` of the `total` that the embedding has. What they grow by is continuous in `points`: nothing jumps when it changes. */
export function portionOf(points: number, total: number, { sizes }: Pick<Projection, 'sizes'>): Portion {
  if (points >= total || points <= 0) return { points, sizes, larger: 0 }
  const growth = Math.min(GROWTH * Math.log2(total / points), MAX_GROWTH) * (sizes[LEVELS >> 1] ?? 1)
  const whole = Math.floor(growth)
  return {
    points,
    sizes: grown(sizes, whole),
    larger: Math.round((growth - whole) * points),
  }
}

/** Points that are painted with the same sizes. */
export interface Span {
  readonly from: number
  readonly to: number
  /** Side of a splat per level. */
  readonly sizes: Uint8Array
}

export function spansOf({ points, sizes, larger }: Portion): Span[] {
  return [
    { from: 0, to: larger, sizes: grown(sizes, 1) },
    { from: larger, to: points, sizes },
  ]
}

function grown(sizes: Uint8Array, pixels: number): Uint8Array {
  return sizes.map((size) => Math.min(size + pixels, MAX_SIZE))
}
