import { describe, expect, it } from 'vitest'
import { measure, columnFrame as phone, stageFrame as stage } from '../testing/kit'
import { modelAt } from './hit'
import { layout } from './layout'
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
  const place = layout({ models }, stage, measure)

  it('[PERF-11] a model without a throughput is not in the plot, is named there, and has its bar', () => {
    expect(place.plot?.marks.map((mark) => mark.model.model)).toEqual(['a', 'c'])
    expect(place.plot?.left).toEqual(['b', 'zero'])
    expect(place.bars.bars.map((bar) => bar.model.model)).toEqual(['a', 'b', 'c', 'zero'])
  })

  it('[PERF-12] fast and many is up and left', () => {
    const [a, c] = place.plot?.marks ?? []
    expect(a && c && a.x < c.x && a.y < c.y).toBe(true)
    expect(a?.whisker).toBeGreaterThan(a?.x ?? 0)
    expect(c?.whisker).toBeNull()
  })

  it('[PERF-18] a p95 of zero, or so small that it divides to infinity, still gives a picture: it once froze every page', () => {
    for (const latency of [5e-324, 1e-300, 3]) {
      const { plot, bars } = layout({ models: [speed('a', latency, 5, { p95: 0 })] }, stage, measure)
      expect(plot?.marks.every(({ x, y }) => Number.isFinite(x + y))).toBe(true)
      expect(bars.bars[0]?.length).toBeGreaterThan(0)
      expect(bars.bars[0]?.length).toBeLessThan(stage.width)
    }
  })

  it('[PERF-13] where no model has both figures there is no plot, and the bars take the width', () => {
    const { plot, bars } = layout({ models: [speed('b', 4, null)] }, stage, measure)
    expect(plot).toBeNull()
    expect(bars.box.width).toBe(stage.width)
  })

  it('[PERF-14] a mark grows with the parameters, and is smallest without any', () => {
    const sizes = [0, 1_000, 41_000, 66_000_000, 1e12].map((params) => radiusOf(params, 10))
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(radiusOf(null, 10)).toBe(radiusOf(0, 10))
  })

  it('[PERF-15] a mark, its whisker and its bar name the model that is pointed at', () => {
    const [a] = place.plot?.marks ?? []
    expect(modelAt(place, (a?.x ?? 0) + 1, a?.y ?? 0, 20)?.model).toBe('a')
    expect(modelAt(place, a?.whisker ?? 0, a?.y ?? 0, 20)?.model).toBe('a')
    expect(modelAt(place, 1700, (place.bars.bars[1]?.y ?? 0) + 3, 20)?.model).toBe('b')
    expect(modelAt(place, 600, 790, 20)).toBeNull()
  })

  it('[PERF-20] who is not in the plot stands beside the caption of the axis, or where both are too long under it', () => {
    for (const frame of [stage, phone]) {
      const names = ['m5', 'a_model_with_a_long_name', 'another_model_with_a_long_name']
      for (let missing = 0; missing <= 3; missing++) {
        const left = names.slice(0, missing).map((name) => speed(name, 3, null))
        const { plot } = layout({ models: [...models.filter(({ model }) => model === 'a'), ...left] }, frame, measure)
        if (!plot) throw new Error('no plot')
        const size = 1.8 * frame.unit
        const [axis, note] = plot.notes
        expect(Math.max(...plot.notes.map(({ y }) => y))).toBeLessThanOrEqual(plot.box.y + plot.box.height)
        expect(note === undefined).toBe(missing === 0)
        if (!axis || !note) continue
        const end = note.x + measure(note.text, { size })
        expect(end).toBeLessThanOrEqual(plot.box.x + plot.box.width + 1e-6)
        if (note.y === axis.y) expect(end).toBeLessThan(axis.x - measure(axis.text, { size }))
        else expect(note.y - axis.y).toBeGreaterThan(size)
      }
    }
  })

  it('[PERF-24] the last tick of an axis and the largest marks at its end are whole', () => {
    const cases = [0.94, 1, 2, 5, 9.9, 10, 12, 95, 980].flatMap((latency) => [
      [speed('a', 0.1, 5000), speed('b', latency, 300, { params: 1e12 })],
      [speed('a', latency, 5000, { p95: 3 * latency })],
    ])
    for (const frame of [stage, phone, { ...phone, width: 288 }]) {
      for (const models of cases) {
        const { plot } = layout({ models }, frame, measure)
        if (!plot) throw new Error('no plot')
        const ends = [
          ...plot.xAxis.ticks.map(({ at, text }) => at + measure(text, { size: plot.tickSize }) / 2),
          ...plot.marks.map(({ x, radius, whisker }) => Math.max(x + radius, whisker ?? 0)),
        ]
        expect(Math.max(...ends)).toBeLessThanOrEqual(plot.box.x + plot.box.width + 1e-6)
      }
    }
  })

  it('[PERF-21] the key of sizes is whole, whatever the largest model, and the field begins under it', () => {
    for (const frame of [stage, phone]) {
      for (const params of [5_000, 66_000_000, 70_000_000_000, 1e12]) {
        const all = [
          speed('a', 2, 5000, { params: 4_000 }),
          speed('b', 4, 300, { params }),
          speed('c', 4, 200, { params: 0 }),
          speed('d', 5, 100),
        ]
        const { plot, bars } = layout({ models: all }, frame, measure)
        if (!plot) throw new Error('no plot')
        const { examples, nameX, textSize } = plot.key
        for (const { y, radius } of examples) {
          expect(y - radius).toBeGreaterThan(plot.box.y)
          expect(y + radius).toBeLessThan(plot.field.y)
        }
        expect(nameX - measure('parameters', { size: textSize })).toBeGreaterThanOrEqual(plot.box.x)
        expect(plot.field.height).toBeGreaterThan(10 * frame.unit)
        if (frame === stage) expect(bars.captionY).toBe(plot.captionY)
      }
    }
  })

  it('[PERF-22] the key shows a ring for models without parameters and a broken one for unknown, where there are such', () => {
    const formsOf = (...params: (number | null)[]) => {
      const all = params.map((value, i) => speed(`m${i}`, i + 1, 100, { params: value }))
      return layout({ models: all }, stage, measure).plot?.key.examples.map(({ form, text }) => [form, text])
    }
    expect(formsOf(5_000, 5_000)).toEqual([
      ['disc', '10K'],
      ['disc', '1K'],
    ])
    expect(formsOf(1_000, 0, null)).toEqual([
      ['disc', '1K'],
      ['broken', 'unknown'],
      ['ring', 'none'],
    ])
    expect(formsOf(null, null)).toEqual([['broken', 'unknown']])
  })

  it('[PERF-23] a small model is drawn over a large one that covers it, and is the one that is pointed at', () => {
    const all = [speed('small', 4, 300, { params: 1_000 }), speed('large', 4, 300, { params: 1e12 })]
    const covered = layout({ models: all }, stage, measure)
    const marks = covered.plot?.marks ?? []
    expect(marks.map((mark) => mark.model.model)).toEqual(['large', 'small'])
    expect(modelAt(covered, marks[1]?.x ?? 0, marks[1]?.y ?? 0, 20)?.model).toBe('small')
    expect(modelAt(covered, (marks[0]?.x ?? 0) + 30, marks[0]?.y ?? 0, 20)?.model).toBe('large')
  })
})
