import { describe, expect, it } from 'vitest'
import { measure, stageFrame as stage } from '../testing/kit'
import { modelAt } from './hit'
import { layPerformance } from './layout'
import type { ModelSpeed } from './select'
import { radiusOf } from './size-key'

const speed = (
  model: string,
  latency: number,
  throughput: number | null,
  more: Partial<ModelSpeed> = {},
): ModelSpeed => ({
  model,
  latency,
  isMedian: true,
  p95: null,
  p99: null,
  throughput,
  params: null,
  sizeMb: null,
  device: null,
  ...more,
})

describe('the layout of the models', () => {
  const models = [speed('a', 2, 5000, { p95: 4 }), speed('b', 4, null), speed('c', 8, 500), speed('zero', 9, 0)]
  const layout = layPerformance({ models }, stage, measure)

  it('[PERF-11] a model without a throughput is not in the plot, is named there, and has its bar', () => {
    expect(layout.plot?.marks.map((mark) => mark.model.model)).toEqual(['a', 'c'])
    expect(layout.plot?.left).toEqual(['b', 'zero'])
    expect(layout.bars.bars.map((bar) => bar.model.model)).toEqual(['a', 'b', 'c', 'zero'])
  })

  it('[PERF-12] fast and many is up and left', () => {
    const [a, c] = layout.plot?.marks ?? []
    expect(a && c && a.x < c.x && a.y < c.y).toBe(true)
    expect(a?.whisker).toBeGreaterThan(a?.x ?? 0)
    expect(c?.whisker).toBeNull()
  })

  it('[PERF-18] a p95 of zero, or so small that it divides to infinity, still gives a picture: it once froze every page', () => {
    for (const latency of [5e-324, 1e-300, 3]) {
      const { plot, bars } = layPerformance({ models: [speed('a', latency, 5, { p95: 0 })] }, stage, measure)
      expect(plot?.marks.every(({ x, y }) => Number.isFinite(x + y))).toBe(true)
      expect(bars.bars[0]?.length).toBeGreaterThan(0)
      expect(bars.bars[0]?.length).toBeLessThan(stage.width)
    }
  })

  it('[PERF-13] where no model has both figures there is no plot, and the bars take the width', () => {
    const { plot, bars } = layPerformance({ models: [speed('b', 4, null)] }, stage, measure)
    expect(plot).toBeNull()
    expect(bars.box.width).toBe(stage.width)
  })

  it('[PERF-14] a mark grows with the parameters, and is smallest without any', () => {
    const sizes = [0, 1_000, 41_000, 66_000_000, 1e12].map((params) => radiusOf(params, 10))
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(radiusOf(null, 10)).toBe(radiusOf(0, 10))
  })

  it('[PERF-15] a mark, its whisker and its bar name the model that is pointed at', () => {
    const [a] = layout.plot?.marks ?? []
    expect(modelAt(layout, (a?.x ?? 0) + 1, a?.y ?? 0, 20)?.model).toBe('a')
    expect(modelAt(layout, a?.whisker ?? 0, a?.y ?? 0, 20)?.model).toBe('a')
    expect(modelAt(layout, 1700, (layout.bars.bars[1]?.y ?? 0) + 3, 20)?.model).toBe('b')
    expect(modelAt(layout, 600, 790, 20)).toBeNull()
  })
})
