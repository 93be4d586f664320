import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { panned, restingCamera, turned, zoomed } from './camera'
import type { Vec3 } from './cloud'
import { LEVELS, levelAt, place, project, screenOffset } from './projection'

const half: Vec3 = [4, 3, 1]
const viewport = { width: 800, height: 600, pixelRatio: 1 }
const coordinate = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })

describe('projection', () => {
  it('[SCATTER-3] the target stands in the middle of the picture, however the camera is turned', () => {
    fc.assert(
      fc.property(coordinate(3), coordinate(1.4), coordinate(0.5), (yaw, pitch, offset) => {
        const camera = panned(turned(restingCamera, yaw, pitch), [offset, 0, 0])
        const view = project(camera, half, viewport)
        const spot = place(view, [camera.target[0] * view.radius, 0, 0])
        expect(spot?.column).toBeCloseTo(view.middle[0], 6)
        expect(spot?.row).toBeCloseTo(view.middle[1], 6)
      }),
    )
  })

  it('[SCATTER-3] what is nearer is larger, and never at a farther level', () => {
    fc.assert(
      fc.property(fc.tuple(coordinate(4), coordinate(3), coordinate(1)), coordinate(3), (p, yaw) => {
        const view = project(turned(restingCamera, yaw, 0), half, viewport)
        const spot = place(view, p)
        const middle = place(view, [0, 0, 0])
        if (!spot || !middle) throw new Error('both are in front of the camera')
        if (spot.w <= middle.w) expect(levelAt(view, spot.w)).toBeLessThanOrEqual(levelAt(view, middle.w))
        expect(levelAt(view, spot.w)).toBeLessThan(LEVELS)
        expect(view.sizes[levelAt(view, view.near)]).toBeGreaterThanOrEqual(view.sizes[LEVELS - 1] ?? 0)
      }),
    )
  })

  it('[SCATTER-3] the flattest axis stands upright, as most screens are wide', () => {
    const view = project({ ...restingCamera, yaw: Math.PI / 2, pitch: 0 }, half, viewport)
    expect(place(view, [0, 0, 1])?.row).toBeLessThan(view.middle[1])
  })

  it("[SCATTER-3] at zoom 1 all but the rim of a round cloud is in the picture, whichever way it is turned and whatever the picture's shape", () => {
    const size = fc.integer({ min: 200, max: 2000 })
    fc.assert(
      fc.property(
        size,
        size,
        coordinate(3),
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        coordinate(3.14),
        (width, height, yaw, pitch, angle) => {
          const view = project({ ...restingCamera, yaw, pitch }, half, { width, height, pixelRatio: 1 })
          for (const z of [-0.8, 0, 0.8]) {
            const spot = place(view, [3.2 * Math.cos(angle), 2.4 * Math.sin(angle), z])
            expect(spot?.column).toSatisfy((column: number) => column >= 0 && column <= width)
            expect(spot?.row).toSatisfy((row: number) => row >= 0 && row <= height)
          }
        },
      ),
    )
  })

  it('[SCATTER-3] a pan moves what is under the pointer with the pointer', () => {
    const before = project(zoomed(restingCamera, 2), half, viewport)
    const offset = screenOffset(before, -50, -20)
    const after = project(panned(zoomed(restingCamera, 2), offset), half, viewport)
    const spot = place(after, [0, 0, 0])
    expect(spot?.column).toBeCloseTo(before.middle[0] + 50, 6)
    expect(spot?.row).toBeCloseTo(before.middle[1] + 20, 6)
  })

  it('[SCATTER-3] a cloud without extent, and a picture without pixels, give finite numbers', () => {
    for (const view of [
      project(restingCamera, [0, 0, 0], viewport),
      project(restingCamera, half, { ...viewport, width: 0, height: 0 }),
    ]) {
      for (const value of [view.distance, view.near, view.far, ...view.right, ...view.shift])
        expect(value).toSatisfy(Number.isFinite)
      expect(view.far).toBeGreaterThan(view.near)
    }
  })
})
