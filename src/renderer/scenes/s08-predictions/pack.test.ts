import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnFrame, holding, measure, NOW, stageFrame } from '../testing/kit'
import { layout, NOTCH_TEXT } from './layout'
import { legendOf } from './legend'
import { cellWidth, pack, placeOf, slotAt } from './pack'
import { select } from './select'
import { slotsOf } from './slots'

const room = { width: 1_180, height: 730, unit: 10.8, label: 100 }
const anyLengths = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 64 }),
  fc.integer({ min: 1, max: 4_096 }).map((length) => [length]),
  fc.integer({ min: 1, max: 4_096 }).map((count) => Array.from({ length: count }, () => 1)),
)
const strip = (episode: string, windows: readonly number[]) => ({
  episode,
  cells: windows.map((window) => ({ window, predicted: 'recon', truth: null, proba: null, model: null })),
})

describe('the packing of strips', () => {
  it('[PREDICT-9] has a place inside the room for each of 4,096 cells, and the pointer finds it again', () => {
    fc.assert(
      fc.property(anyLengths, (lengths) => {
        const packing = pack(lengths, room)
        lengths.forEach((length, i) => {
          for (const slot of [0, length >> 1, length - 1]) {
            const { x, y } = placeOf(packing, i, slot)
            expect(x + packing.slotWidth).toBeLessThanOrEqual(room.width + 0.01)
            expect(y + packing.lineHeight).toBeLessThanOrEqual(room.height + 0.01)
            const middle = [x + packing.slotWidth / 2, y + packing.lineHeight / 2] as const
            expect(slotAt(packing, ...middle)).toEqual({ strip: i, slot })
          }
        })
      }),
      { numRuns: 20 },
    )
  })

  it('[PREDICT-10] gives each episode a line and a name while they can be read, and columns before breaks', () => {
    expect(pack(Array(24).fill(60), room)).toMatchObject({ columns: 1, slotsPerLine: 60, label: 100 })
    expect(pack(Array(68).fill(60), room)).toMatchObject({ columns: 2, slotsPerLine: 60, label: 100 })
    expect(pack(Array(1_000).fill(4), room)).toMatchObject({ slotsPerLine: 4, label: 0 })
    expect(pack([4_096], room).slotWidth).toBeGreaterThan(5)
  })

  it('[PREDICT-18] parts its cells by the same small gap, however few they are: the last ends where its axis does', () => {
    expect(cellWidth(pack([60], room), 3)).toBeCloseTo(0.9 * (1_080 / 60))
    expect(cellWidth(pack([1], room), 3)).toBe(1_080 - 3)
    expect(cellWidth({ ...pack([1], room), slotWidth: 3 }, 3)).toBe(3)
  })

  it('[PREDICT-11] lines windows up across episodes, and closes the gaps where they lie too far apart', () => {
    const near = slotsOf([strip('a', [10, 11, 13]), strip('b', [12])])
    expect(near).toMatchObject({ aligned: true, first: 10, lengths: [4, 3] })
    const far = slotsOf([strip('a', [0, 1_000_000]), strip('b', [7])])
    expect(far).toMatchObject({ aligned: false, lengths: [2, 1] })
  })

  it('[PREDICT-12] names as many classes as there is room for, and says how many it does not name', () => {
    const names = Array.from({ length: 10 }, (_, i) => `class ${i}`)
    expect(legendOf(names, 1_000, 1, () => 90).more).toBeNull()
    const cut = legendOf(names, 500, 1, () => 90)
    expect(cut.entries).toHaveLength(4)
    expect(cut.more).toMatchObject({ count: 6, x: 360 })
    expect(legendOf(names, 500, 2, () => 90)).toMatchObject({ more: null, lines: 2 })
  })

  it('[PREDICT-13] always says what stands under a notch, on a line of its own where the classes leave no room', () => {
    for (const frame of [columnFrame, stageFrame]) {
      for (let classes = 1; classes <= 40; classes++) {
        const payloads = Array.from({ length: classes }, (_, i) => ({
          episode_id: 'e',
          window_idx: i,
          predicted: `class ${i}`,
          truth: 'class 0',
        }))
        const view = select(holding('prediction', payloads), NOW)
        const { notch, legend, legendLine, strips, textSize } = layout(view, frame, measure)
        // One class alone has no mistake.
        expect(notch === null).toBe(classes === 1)
        if (!notch) continue
        expect(notch.x + measure(NOTCH_TEXT, { size: textSize })).toBeLessThanOrEqual(strips.width)
        expect(notch.line).toBeLessThan(legend.lines)
        expect(strips.y).toBeGreaterThanOrEqual(legend.lines * legendLine)
        const beside = legend.entries.filter((entry) => entry.line === notch.line)
        for (const entry of beside) expect(entry.x + measure(entry.name, { size: textSize })).toBeLessThan(notch.x)
      }
    }
  })
})
