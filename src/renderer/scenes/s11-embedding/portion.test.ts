import { describe, expect, it } from 'vitest'
import { restingCamera } from './camera'
import { portionOf, spansOf } from './portion'
import { MAX_SIZE, project } from './projection'

const view = project(restingCamera, [1, 1, 1], { width: 1280, height: 720, pixelRatio: 1 })
const area = (points: number, total: number) => {
  const level = 16
  return spansOf(portionOf(points, total, view)).reduce(
    (sum, { from, to, sizes }) => sum + ((to - from) * (sizes[level] ?? 0)) / points,
    0,
  )
}

describe('a part of the points', () => {
  it('[SCATTER-17] is drawn larger the smaller it is, without a jump, and all of them as they are', () => {
    expect(portionOf(1_000, 1_000, view)).toEqual({ points: 1_000, sizes: view.sizes, larger: 0 })
    let before = area(10_000, 1_000_000)
    for (let points = 10_000; points <= 1_000_000; points += 1_000) {
      const side = area(points, 1_000_000)
      expect(side).toBeLessThanOrEqual(before + 1e-3)
      expect(before - side).toBeLessThan(0.2)
      before = side
    }
    expect(before).toBeCloseTo(2, 1)
    expect(area(10_000, 1_000_000)).toBe(4)
  })

  it('[SCATTER-17] covers each of its points once, and no splat is larger than there are shapes for', () => {
    const [first, second] = spansOf(portionOf(300, 1_000, view))
    expect([first?.from, first?.to === second?.from, second?.to]).toEqual([0, true, 300])
    const dense = project(restingCamera, [1, 1, 1], { width: 7_680, height: 4_320, pixelRatio: 2 })
    for (const { sizes } of spansOf(portionOf(1, 1e9, dense))) expect(Math.max(...sizes)).toBe(MAX_SIZE)
  })
})
