import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaderOf, placeLabels, type Rect } from './place-labels'

const room: Rect = { x: 0, y: 0, width: 1000, height: 700 }
const mark = fc.record({
  x: fc.integer({ min: 20, max: 980 }),
  y: fc.integer({ min: 20, max: 680 }),
  radius: fc.integer({ min: 5, max: 25 }),
  width: fc.integer({ min: 20, max: 160 }),
  height: fc.constant(24),
})
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe('the labels of marks', () => {
  it('[PERF-5] no label overlaps another, a mark or an obstacle, and none leaves the room', () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 64 }), (marks) => {
        const obstacle = { x: 300, y: 300, width: 200, height: 10 }
        const labels = placeLabels(marks, [obstacle], room, 4)
        expect(labels.length).toBe(marks.length)
        const placed = labels.filter((label) => label !== null)
        const boxes = marks.map(({ x, y, radius }) => ({
          x: x - radius,
          y: y - radius,
          width: 2 * radius,
          height: 2 * radius,
        }))
        placed.forEach((label, i) => {
          const others = [...placed.slice(i + 1), obstacle, ...boxes]
          expect(others.some((other) => overlap(label, other))).toBe(false)
          expect(label.x >= 0 && label.y >= 0 && label.x + label.width <= 1000 && label.y + label.height <= 700).toBe(
            true,
          )
        })
      }),
      { numRuns: 40 },
    )
  })

  it('[PERF-25] a line that leads to a label ends at its edge, and runs through no other', () => {
    fc.assert(
      fc.property(fc.array(mark, { minLength: 10, maxLength: 64 }), (marks) => {
        const labels = placeLabels(marks, [], room, 4)
        labels.forEach((label, i) => {
          const { x1, y1, x2, y2 } = leaderOf(marks[i] ?? { x: 0, y: 0 }, label ?? room)
          if (!label?.led) return
          const points = Array.from({ length: 100 }, (_, step) => ({
            x: x1 + ((x2 - x1) * step) / 100,
            y: y1 + ((y2 - y1) * step) / 100,
            width: 0,
            height: 0,
          }))
          const texts = labels.filter((other) => other !== null)
          expect(texts.some((other) => points.some((point) => overlap(point, other)))).toBe(false)
        })
      }),
      { numRuns: 40 },
    )
  })

  it('[PERF-6] a mark with room around it has its label right above it, without a line', () => {
    const [label] = placeLabels([{ x: 500, y: 300, radius: 10, width: 100, height: 20 }], [], room, 5)
    expect(label).toEqual({ x: 450, y: 265, width: 100, height: 20, led: false })
  })

  it('[PERF-7] where there is no place left there is no label', () => {
    expect(
      placeLabels([{ x: 5, y: 5, radius: 2, width: 50, height: 20 }], [], { x: 0, y: 0, width: 10, height: 10 }, 1),
    ).toEqual([null])
  })
})
