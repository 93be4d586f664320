import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drifted, panned, restingCamera, turned, zoomed } from './camera'

describe('camera', () => {
  it('[SCATTER-2] drifts until it is touched, and then never again', () => {
    expect(drifted(restingCamera, 2).yaw).toBeGreaterThan(restingCamera.yaw)
    for (const touched of [turned(restingCamera, 0, 0), zoomed(restingCamera, 1), panned(restingCamera, [0, 0, 0])]) {
      expect(drifted(touched, 2)).toBe(touched)
    }
  })

  it('[SCATTER-2] stays within its bounds whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ yaw: fc.float({ noNaN: true }), pitch: fc.float({ noNaN: true }) }),
      fc.record({ zoom: fc.float({ min: Math.fround(0.01), max: 100, noNaN: true }) }),
      fc.record({ pan: fc.tuple(fc.integer(), fc.integer(), fc.integer()) }),
    )
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let camera = restingCamera
        for (const each of steps) {
          if ('zoom' in each) camera = zoomed(camera, each.zoom)
          else if ('pan' in each) camera = panned(camera, each.pan)
          else camera = turned(camera, each.yaw, each.pitch)
        }
        expect(Math.abs(camera.pitch)).toBeLessThan(Math.PI / 2)
        expect(camera.zoom).toBeGreaterThanOrEqual(0.5)
        expect(camera.zoom).toBeLessThanOrEqual(24)
        for (const part of camera.target) expect(Math.abs(part)).toBeLessThanOrEqual(1.2)
      }),
    )
  })
})
