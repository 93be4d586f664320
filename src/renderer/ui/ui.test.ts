import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeReadout } from './place-readout'
import { glide } from './use-glide'

const frame = { width: 1_000, height: 500, unit: 7 }

describe('the readout', () => {
  test('[READ-1] it stands beside the point, on the side with more room, and never leaves the frame', () => {
    expect(placeReadout(100, 400, frame)).toMatchObject({ left: 109.8, bottom: 109.8 })
    expect(placeReadout(900, 100, frame)).toMatchObject({ right: 109.8, top: 109.8 })
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 1_050 }), fc.integer({ min: -50, max: 550 }), (x, y) => {
        const { left = 0, right = 0, maxWidth } = placeReadout(x, y, frame)
        expect(left + right + maxWidth).toBeLessThanOrEqual(frame.width + 1e-9)
        expect(maxWidth).toBeGreaterThan(frame.width / 3)
      }),
    )
  })
})

describe('gliding', () => {
  test('[GLIDE-1] a value starts where it was and ends where it belongs, and never goes past', () => {
    expect(glide({ a: 0 }, { a: 10 }, 0)).toEqual({ a: 0 })
    expect(glide({ a: 0 }, { a: 10 }, 1)).toEqual({ a: 10 })
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), (t) => {
        const { a } = glide({ a: 0 }, { a: 10 }, t)
        expect(a).toBeGreaterThanOrEqual(0)
        expect(a).toBeLessThanOrEqual(10)
      }),
    )
  })

  test('[GLIDE-2] what is new enters where it is told to, and what is gone is gone', () => {
    const from: Record<string, number> = { old: 5, gone: 9 }
    const to: Record<string, number> = { old: 5, fresh: 8 }
    expect(glide(from, to, 0)).toEqual({ old: 5, fresh: 8 })
    expect(glide(from, to, 0, () => 0)).toEqual({ old: 5, fresh: 0 })
  })
})
