import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FAIR_FROM, fairOrder, SLACK_ROWS, SLACK_SHARE } from './fair-order'

/** Clusters of very unlike sizes, laid out as files have them. */
const files = fc
  .record({
    sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4_000 })), {
      minLength: 1,
      maxLength: 60,
    }),
    layout: fc.constantFrom('sorted', 'shuffled', 'two ends', 'by turns'),
    first: fc.integer({ min: -3, max: 90_000 }),
    gap: fc.constantFrom(1, 2, 5_000),
    seed: fc.integer(),
  })
  .map(({ sizes, layout, first, gap, seed }) => {
    const sorted = Int32Array.from(sizes.flatMap((size, i) => Array.from({ length: size }, () => first + i * gap)))
    if (layout === 'sorted') return sorted
    if (layout === 'two ends') return sorted.map((_, i) => sorted[i % 2 ? sorted.length - 1 - (i >> 1) : i >> 1] ?? 0)
    if (layout === 'by turns') return sorted.map((_, i) => sorted[(i * 7_919) % sorted.length] ?? 0)
    return sorted.map((_, i) => sorted[Math.abs(Math.imul(i ^ seed, 0x9e3779b1)) % sorted.length] ?? 0)
  })

/** The worst that any beginning is off, as a part of what is allowed. */
function worst(clusters: Int32Array): number {
  const sizes = new Map<number, number>()
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  const seen = new Map<number, number>()
  let off = 0
  clusters.forEach((cluster, i) => {
    seen.set(cluster, (seen.get(cluster) ?? 0) + 1)
    if (i + 1 < FAIR_FROM || (i % 97 !== 0 && i + 1 !== FAIR_FROM)) return
    for (const [other, size] of sizes) {
      const expected = (size * (i + 1)) / clusters.length
      off = Math.max(off, Math.abs((seen.get(other) ?? 0) - expected) / (SLACK_ROWS + SLACK_SHARE * expected))
    }
  })
  return off
}

describe('the order of an embedding’s rows', () => {
  test('[FEED-ORDER-1] every beginning is a fair sample of all clusters, in whatever order the file has them', () => {
    fc.assert(
      fc.property(files, (clusters) => {
        const order = fairOrder(clusters)
        expect(worst(order ? order.map((row) => clusters[row] ?? 0) : clusters)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
  })

  test('[FEED-ORDER-2] each row stands in it once, and a fair order stays as it is', () => {
    fc.assert(
      fc.property(files, (clusters) => {
        const order = fairOrder(clusters)
        if (!order) return
        expect([...order].sort((a, b) => a - b)).toEqual([...clusters.keys()])
        expect(fairOrder(order.map((row) => clusters[row] ?? 0))).toBeNull()
        expect(fairOrder(clusters)).toEqual(order)
      }),
      { numRuns: 30 },
    )
  })

  test('[FEED-ORDER-3] of a cluster whose rows are sorted by something else, a beginning has some of every part', () => {
    const clusters = new Int32Array(20_000).fill(1, 12_000)
    const order = fairOrder(clusters) ?? new Int32Array()
    const tenths = new Array<number>(10).fill(0)
    for (const row of order.subarray(0, 2_000))
      tenths[Math.floor(row / 2_000)] = (tenths[Math.floor(row / 2_000)] ?? 0) + 1
    expect(Math.min(...tenths)).toBeGreaterThanOrEqual(190)
    expect(Math.max(...tenths)).toBeLessThanOrEqual(210)
  })

  test('[FEED-ORDER-4] as many clusters as rows, and clusters of any number, are spread as well', () => {
    const own = Int32Array.from({ length: 5_000 }, (_, i) => i * 400_000 - 2 ** 30)
    expect(fairOrder(own) ?? own).toHaveLength(5_000)
    const extremes = new Int32Array(8_000).fill(-(2 ** 31)).fill(2 ** 31 - 1, 4_000)
    const order = fairOrder(extremes) ?? new Int32Array()
    expect(order.subarray(0, 2_000).filter((row) => row < 4_000).length).toBeCloseTo(1_000, -1)
  })
})
