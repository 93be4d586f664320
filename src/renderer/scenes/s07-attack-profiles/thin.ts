interface Point {
  readonly x: number
  readonly y: number
}

/**
 * A line of at most about `4 × buckets` points that looks the same: of every bucket of points the first, the lowest,
 * the highest and the last stay. Points must be in order of x.
 * Source: Jugel et al., M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014.
 */
export function thin<P extends Point>(points: readonly P[], buckets: number): readonly P[] {
  if (points.length <= 4 * buckets) return points
  const size = points.length / Math.max(1, Math.floor(buckets))
  const kept: P[] = []
  for (let start = 0; Math.round(start) < points.length; start += size) {
    const bucket = points.slice(Math.round(start), Math.round(start + size))
    const stays = new Set([0, place(bucket, Math.min), place(bucket, Math.max), bucket.length - 1])
    bucket.forEach((point, i) => {
      if (stays.has(i)) kept.push(point)
    })
  }
  return kept
}

function place(bucket: readonly Point[], pick: (...values: number[]) => number): number {
  const y = pick(...bucket.map((point) => point.y))
  return bucket.findIndex((point) => point.y === y)
}
