import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { themes } from '../ui/palette'
import { columnGrid, frameOf, gridOf, headlineLines, headlineSize, layoutOf } from './layout'
import { swipeOf } from './swipe'
import { ageText, badgeText } from './wording'

const look = { theme: themes.dark, interactive: true, still: false }

describe('the layout', () => {
  test('[STAGE-1] the stage is 16:9, as large as fits, in the middle, in whole pixels', () => {
    expect(layoutOf({ width: 1920, height: 1080 }, 'stage')).toEqual({
      ...{ kind: 'stage', box: { left: 0, top: 0, width: 1920, height: 1080 }, unit: 10.8 },
    })
    fc.assert(
      fc.property(fc.integer({ min: 700, max: 4_000 }), fc.integer({ min: 450, max: 4_000 }), (width, height) => {
        const { box } = layoutOf({ width, height }, 'stage')
        expect(Math.abs(box.width / box.height - 16 / 9)).toBeLessThan(0.01)
        expect(box.width === width || box.height >= height - 1).toBe(true)
        expect([box.left, box.top, box.width, box.height].every(Number.isInteger)).toBe(true)
        expect(box.left * 2 + box.width).toBeLessThanOrEqual(width)
        expect(box.top * 2 + box.height).toBeLessThanOrEqual(height)
      }),
    )
  })

  test('[STAGE-2] a hand gets a column, upright or across, with text of at least 12 px and no sideways scrolling', () => {
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 844, height: 390 },
      { width: 699, height: 600 },
      { width: 820, height: 1_180 },
    ]) {
      const layout = layoutOf(viewport, 'audience')
      expect(layout.kind).toBe('column')
      const frame = frameOf(layout, look)
      expect(frame.unit * 1.5).toBeGreaterThanOrEqual(12)
      expect(frame.width).toBeLessThan(viewport.width)
    }
  })

  test('[STAGE-3] the picture stays inside the stage', () => {
    const layout = layoutOf({ width: 1280, height: 720 }, 'stage')
    const frame = frameOf(layout, look)
    expect(frame).toMatchObject({ layout: 'stage', unit: 7.2 })
    expect(frame.height).toBeGreaterThan(0.7 * layout.box.height)
    expect(frame.width).toBeGreaterThan(0.9 * layout.box.width)
  })

  test('[STAGE-4] a long headline is set smaller, within bounds', () => {
    expect(headlineSize(20)).toBe(4.4)
    expect(headlineSize(90)).toBeLessThan(4.4)
    expect(headlineSize(1_000)).toBe(2.6)
  })

  test('[STAGE-9] a headline too long for one line takes two, and never more than there is room for', () => {
    expect(headlineLines(headlineSize(40))).toBe(1)
    expect(headlineLines(headlineSize(140))).toBe(2)
    for (let characters = 1; characters < 300; characters++) {
      const size = headlineSize(characters)
      expect(headlineLines(size) * 1.25 * size).toBeLessThan(9)
    }
  })

  test('[STAGE-5] the overview’s thumbnails lie inside the window, apart, and are as large as can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 700, max: 3_000 }), (count, width) => {
        const { cells, columns } = gridOf(count, { width, height: 900 }, 20)
        expect(cells).toHaveLength(count)
        for (const [i, cell] of cells.entries()) {
          expect(cell.left).toBeGreaterThanOrEqual(0)
          expect(cell.top + cell.height).toBeLessThanOrEqual(900)
          expect(cell.left + cell.width).toBeLessThanOrEqual(width)
          if (i % columns > 0) expect(cell.left - (cells[i - 1]?.left ?? 0)).toBeGreaterThanOrEqual(cell.width + 20)
        }
      }),
    )
    expect(gridOf(7, { width: 1920, height: 1080 }, 20).columns).toBe(3)
    expect(columnGrid(7, { width: 390, height: 844 }, 20)).toMatchObject({ columns: 1, cells: { length: 7 } })
  })

  test('[STAGE-6] a level swipe turns the page; scrolling and tapping do not', () => {
    expect(swipeOf({ x: 300, y: 100 }, { x: 180, y: 130 })).toBe('next')
    expect(swipeOf({ x: 100, y: 100 }, { x: 220, y: 90 })).toBe('previous')
    expect(swipeOf({ x: 100, y: 100 }, { x: 180, y: 300 })).toBeNull()
    expect(swipeOf({ x: 100, y: 100 }, { x: 120, y: 100 })).toBeNull()
  })

  test('[STAGE-7] what is not live, and what is old, is said in words', () => {
    expect(badgeText({ origin: 'sample', partly: false })).toBe('sample data')
    expect(badgeText({ origin: 'restored', partly: true })).toBe('partly restored')
    expect(ageText({ ageS: 130, stale: false })).toBe('2\u00a0min ago')
    expect(ageText({ ageS: 130, stale: true })).toBe('no news for 2\u00a0min')
    expect(ageText({ ageS: null, stale: false })).toBeNull()
  })
})
