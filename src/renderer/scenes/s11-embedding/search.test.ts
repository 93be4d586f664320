import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { themes } from '../../ui/palette'
import { restingCamera, turned } from './camera'
import { firstChoice } from './choice'
import { createLook } from './look'
import { levelAt, place, project } from './projection'
import { neighbours, pointAt, positionOf } from './search'
import { testCloud } from './testing/cloud'

const part = fc.double({ min: -1, max: 1, noNaN: true })
const points = fc.array(fc.record({ at: fc.tuple(part, part, part), profile: fc.constantFrom('idle', 'benign') }), {
  minLength: 1,
  maxLength: 60,
})
const viewport = { width: 300, height: 200, pixelRatio: 1 }

describe('search', () => {
  it('[SCATTER-5] the hit is the front point under the pointer, else the nearest within reach: as a search by hand finds it', () => {
    fc.assert(
      fc.property(
        points,
        fc.boolean(),
        part,
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 200 }),
        (list, filtered, yaw, column, row) => {
          const cloud = testCloud(list)
          const look = createLook(cloud, { ...firstChoice, hidden: new Set(filtered ? ['idle'] : []) }, themes.dark)
          const view = project(turned(restingCamera, yaw, 0), cloud.half, viewport)
          const spots = list.flatMap(({ profile }, index) => {
            const spot = place(view, positionOf(cloud, index))
            if (!spot || (filtered && profile === 'idle')) return []
            const away = Math.hypot(spot.column - column, spot.row - row)
            return [{ index, away, w: spot.w, covers: away <= (view.sizes[levelAt(view, spot.w)] ?? 0) / 2 }]
          })
          const front = spots.filter(({ covers }) => covers).sort((a, b) => a.w - b.w)[0]
          const near = spots.filter(({ away }) => away < 12).sort((a, b) => a.away - b.away)[0]
          expect(pointAt(cloud, look, view, column, row, 12)).toBe((front ?? near)?.index ?? -1)
        },
      ),
    )
  })

  it('[SCATTER-5] the neighbours are the nearest in space, nearest first, as sorting all of them finds them', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 12 }), (list, k) => {
        const cloud = testCloud(list)
        const look = createLook(cloud, firstChoice, themes.dark)
        const away = (index: number) => {
          const [a, b] = [positionOf(cloud, 0), positionOf(cloud, index)]
          const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
          return x * x + y * y + z * z // a root rounds: of two that differ in the last digit it may make one
        }
        const all = list.map((_, index) => index).slice(1)
        const expected = all.sort((a, b) => away(a) - away(b)).slice(0, k)
        expect(neighbours(cloud, look, positionOf(cloud, 0), k, 0).map(away)).toEqual(expected.map(away))
      }),
    )
  })
})
