import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosen, type Display, distinct, type Homes, homesAfter, identityOf, place } from './displays'

const display = (id: number, x: number, changes: Partial<Display> = {}): Display => ({
  id,
  label: `DP-${id}`,
  internal: false,
  bounds: { x, y: 0, width: 1920, height: 1080 },
  ...changes,
})
const laptop = display(1, 0, { label: 'eDP', internal: true })
const projector = display(2, 1920, { label: 'EPSON' })
const nothing: Homes = { kiosk: null, presenter: null }

describe('which window on which display', () => {
  test('[DISPLAY-1] the kiosk goes on the projector, the presenter’s window on the laptop', () => {
    expect(place([laptop, projector], nothing)).toEqual({ kiosk: projector, presenter: laptop })
    expect(place([projector, laptop], nothing)).toEqual({ kiosk: projector, presenter: laptop })
  })

  test('[DISPLAY-2] with one display, or mirrored ones, only the kiosk is shown', () => {
    expect(place([laptop], nothing)).toEqual({ kiosk: laptop, presenter: null })
    const mirror = { ...projector, bounds: { ...laptop.bounds, height: 800 } }
    expect(place([laptop, mirror], nothing)?.presenter).toBeNull()
    expect(place([], nothing)).toBeNull()
  })

  test('[DISPLAY-3] a display that was unplugged and comes back under another id gets its window back', () => {
    const homes = {
      kiosk: identityOf(projector, [laptop, projector]),
      presenter: identityOf(laptop, [laptop, projector]),
    }
    expect(place([laptop], homes)).toEqual({ kiosk: laptop, presenter: null })
    const back = { ...projector, id: 77, bounds: { ...projector.bounds, x: -1920 } }
    expect(place([back, laptop], homes)).toEqual({ kiosk: back, presenter: laptop })
  })

  test('[DISPLAY-3] swapped by hand, they stay swapped', () => {
    const all = [laptop, projector]
    const homes = { kiosk: identityOf(laptop, all), presenter: identityOf(projector, all) }
    expect(place(all, homes)).toEqual({ kiosk: laptop, presenter: projector })
  })

  test('[DISPLAY-4] two displays of one make are told apart by their order', () => {
    const twins = [display(5, 0, { label: 'LG' }), display(6, 1920, { label: 'LG' })]
    const [left, right] = twins.map((one) => identityOf(one, twins))
    expect(left).not.toBe(right)
    expect(place(twins, { kiosk: right ?? null, presenter: null })?.kiosk.id).toBe(6)
  })

  test('[DISPLAY-5] --display counts from the left; one that is not there is named with those that are', () => {
    const asked = chosen([projector, laptop], '1', nothing)
    expect('kiosk' in asked && place([projector, laptop], asked)).toEqual({ kiosk: laptop, presenter: projector })
    expect(chosen([laptop, projector], '3', nothing)).toEqual({
      error: '--display 3: is not there; use 1 (eDP, 1920x1080), 2 (EPSON, 1920x1080)',
    })
    expect(chosen([laptop], 'left', nothing)).toHaveProperty('error')
  })

  test('[DISPLAY-7] where the windows stood is remembered where there was a choice, and a lone display changes nothing of it', () => {
    expect(homesAfter(nothing, [laptop])).toEqual(nothing)
    const homes = homesAfter(nothing, [laptop, projector])
    expect(place([laptop, projector], homes)).toEqual(place([laptop, projector], nothing))
    expect(homesAfter(homes, [laptop])).toEqual(homes)
  })

  test('[DISPLAY-6] whatever is plugged in, the presenter’s window never lies over the kiosk', () => {
    const anyDisplay = fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      label: fc.constantFrom('A', 'B'),
      internal: fc.boolean(),
      bounds: fc.record({
        x: fc.integer({ min: -2, max: 2 }).map((n) => n * 960),
        y: fc.constantFrom(0, 540),
        width: fc.constantFrom(1280, 1920),
        height: fc.constant(1080),
      }),
    })
    const anyDisplays = fc.uniqueArray(anyDisplay, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
    fc.assert(
      fc.property(anyDisplays, fc.nat(3), fc.nat(3), (displays, a, b) => {
        const name = (n: number) => {
          const found = displays[n]
          return found ? identityOf(found, displays) : null
        }
        const placed = place(displays, { kiosk: name(a), presenter: name(b) })
        if (!placed) throw new Error('there is a display')
        if (placed.presenter) expect(distinct([placed.kiosk, placed.presenter])).toHaveLength(2)
      }),
    )
  })
})
