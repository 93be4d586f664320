import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnFrame, holding, measure, NOW, stageFrame } from '../testing/kit'
import { layout, VALUE_GAP } from './layout'
import { partsBeside } from './parts-beside'
import { select } from './select'

const models = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 })), {
  minLength: 1,
  maxLength: 64,
})
const viewOf = (scores: readonly (readonly [number, number])[]) =>
  select(
    holding(
      'model_metric',
      scores.map(([macro_f1, length], i) => ({ model: `${i}`.padEnd(length, 'm'), macro_f1 })),
    ),
    NOW,
  )

describe('the geometry of the scores', () => {
  it('[SCORE-8] keeps up to 64 rows apart, inside the frame and large enough to read', () => {
    fc.assert(
      fc.property(models, (scores) => {
        const place = layout(viewOf(scores), stageFrame, measure)
        expect(new Set(place.rows.map(({ x, y }) => `${x} ${y}`)).size).toBe(scores.length)
        expect(place.nameSize).toBeGreaterThanOrEqual(1.5 * stageFrame.unit)
        expect(place.rowHeight).toBeGreaterThanOrEqual(place.nameSize)
        for (const { x, y } of place.rows) {
          expect(x + place.columnWidth).toBeLessThanOrEqual(stageFrame.width + 0.01)
          expect(y + place.rowHeight).toBeLessThanOrEqual(stageFrame.height)
        }
      }),
    )
  })

  it('[SCORE-9] leaves room for the value at the end of every bar, and beside it to the end of its panel', () => {
    fc.assert(
      fc.property(models, (scores) => {
        const view = viewOf(scores)
        const place = layout(view, stageFrame, measure)
        const value = measure('0.00', { size: place.valueSize, weight: 750 })
        for (const { point } of view.bars) {
          const end = place.zero + point * place.scale + VALUE_GAP * stageFrame.unit + value
          expect(end).toBeLessThanOrEqual(place.columnWidth - VALUE_GAP * stageFrame.unit + 0.01)
        }
      }),
    )
  })

  it('[SCORE-10] takes the whole width of a phone and grows downwards', () => {
    const place = layout(viewOf(Array.from({ length: 64 }, () => [0.5, 4] as const)), columnFrame, measure)
    expect(place.zero + place.scale).toBeLessThanOrEqual(columnFrame.width)
    expect(place.height).toBeGreaterThan(columnFrame.height)
    expect(place.nameSize).toBeGreaterThanOrEqual(12)
  })

  it.each([
    ['stage', stageFrame],
    ['column', columnFrame],
  ] as const)(
    '[SCORE-13] no line of the scale goes through a value, and on a phone through no name (%s)',
    (_, frame) => {
      fc.assert(
        fc.property(models, fc.double({ min: 0, max: 1, noNaN: true }), (scores, at) => {
          const view = viewOf(scores)
          const place = layout(view, frame, measure)
          const x = place.zero + at * place.scale
          const stage = frame.layout === 'stage'
          const width = measure('0.00', { size: place.valueSize, weight: 750 })
          view.bars.forEach((bar, i) => {
            const row = place.rows[i]
            if (!row) return
            const texts = place.rows.flatMap((other) => (other.x === row.x ? other.texts : []))
            const y = row.y + (stage ? place.rowHeight : place.barTop) / 2
            const passes = partsBeside(x, place.top, place.bottom, texts).some(([from, to]) => from < y && y < to)
            const left = stage ? place.zero + bar.point * place.scale + VALUE_GAP * frame.unit : frame.width - width
            if (x >= left && x <= left + width) expect(passes).toBe(false)
            if (!stage && x < place.zero + measure('m', { size: place.nameSize })) expect(passes).toBe(false)
          })
        }),
      )
    },
  )

  it('[SCORE-14] ends the scale of a phone before its values, and has room for its first and last number', () => {
    const place = layout(viewOf([[1, 4]]), columnFrame, measure)
    const half = measure('0', { size: place.axisSize }) / 2
    const value = measure('0.00', { size: place.valueSize, weight: 750 })
    expect(place.zero).toBeGreaterThanOrEqual(half)
    expect(place.zero + place.scale).toBeLessThan(columnFrame.width - value)
  })
})
