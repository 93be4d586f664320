/** The value at `share` (0 to 1) of the sorted list; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Millions of durations in the room of a few kilobytes: milliseconds, up to 10 s. */
export interface Histogram {
  add(ms: number, times?: number): void
  quantile(share: number): number
  readonly count: number
}

const BUCKETS_PER_MS = 10
const BUCKETS = 10_000 * BUCKETS_PER_MS

export function createHistogram(): Histogram {
  const buckets = new Uint32Array(BUCKETS)
  let count = 0
  return {
    add(ms, times = 1) {
      const bucket = Math.max(0, Math.min(BUCKETS - 1, Math.floor(ms * BUCKETS_PER_MS)))
      buckets[bucket] = (buckets[bucket] ?? 0) + times
      count += times
    },
    quantile(share) {
      let seen = 0
      for (let i = 0; i < BUCKETS; i++) {
        seen += buckets[i] ?? 0
        if (seen > 0 && seen >= share * count) return i / BUCKETS_PER_MS
      }
      return Number.NaN
    },
    get count() {
      return count
    },
  }
}
