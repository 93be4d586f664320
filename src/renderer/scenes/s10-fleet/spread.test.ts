import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spread } from './spread'

const room = { from: 0, to: 1000, gap: 10 }
const label = fc.record({ centre: fc.integer({ min: 0, max: 1000 }), width: fc.integer({ min: 5, max: 150 }) })

describe('labels in a row', () => {
  it('[FLEET-9] labels never overlap, stay in the room and keep their order; where they cannot, there are none', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 12 }), (labels) => {
        const sorted = labels.toSorted((a, b) => a.centre - b.centre)
        const widths = sorted.map(({ width }) => width)
        const lefts = spread(
          sorted.map(({ centre }) => centre),
          widths,
          room,
        )
        const needed = widths.reduce((sum, width) => sum + width + room.gap, -room.gap)
        if (!lefts) {
          expect(needed).toBeGreaterThan(1000)
          return
        }
        lefts.forEach((left, i) => {
          const end = left + (widths[i] ?? 0)
          expect(left).toBeGreaterThanOrEqual(-1e-6)
          expect(end).toBeLessThanOrEqual(1000 + 1e-6)
          if (i + 1 < lefts.length) expect(end + room.gap).toBeLessThanOrEqual((lefts[i + 1] ?? 0) + 1e-6)
        })
      }),
    )
  })

  it('[FLEET-10] a label with room around it stands under its segment, and a crowd shares the shift', () => {
    expect(spread([100, 500], [40, 40], room)).toEqual([80, 480])
    expect(spread([490, 510], [100, 100], room)).toEqual([395, 505])
  })
})
