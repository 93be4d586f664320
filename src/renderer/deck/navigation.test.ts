import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Navigation, type NavigationEvent, navigate, show } from './navigation'
import { eventOfKey } from './take-key'
import { firstNavigation } from './use-navigation'

const talk = [7, 8, 9, 10, 11, 12, 13]
const press = (key: string, code = '', mods = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...mods,
})

/** Types keys, one after the other, into a talk that begins at 7. */
function type(...keys: (string | [key: string, code: string])[]): Navigation {
  let at: Navigation = show(7)
  for (const one of keys) {
    const [key, code] = typeof one === 'string' ? [one, ''] : one
    const event = eventOfKey(press(key, code), at, 3)
    if (event) at = navigate(at, event, talk)
  }
  return at
}

describe('navigation', () => {
  test('[NAV-1] next and previous follow the talk, and stop at its ends', () => {
    expect(type('ArrowRight', ' ', 'PageDown').scene).toBe(10)
    expect(type('End', 'PageDown').scene).toBe(13)
    expect(type('End', 'Home', 'PageUp').scene).toBe(7)
    expect(type('Enter', 'Enter', 'Backspace').scene).toBe(8)
  })

  test('[NAV-2] digits and Enter or g go to a scene; a number that is none is forgotten', () => {
    expect(type('1', '2', 'Enter')).toEqual(show(12))
    expect(type('9', ['п', 'KeyG'])).toEqual(show(9))
    expect(type('5', '5', 'Enter')).toEqual(show(7))
    expect(type('1', 'Escape', 'Enter')).toEqual(show(8))
    expect(navigate({ ...show(7), digits: '1' }, { type: 'forget-digits' }, talk)).toEqual(show(7))
  })

  test('[NAV-3] digits and letters are where they are on the keyboard, whatever the layout says', () => {
    expect(type(['&', 'Digit1'], ['é', 'Numpad2'], 'Enter').scene).toBe(12)
    expect(type(['щ', 'KeyO']).mode).toBe('overview')
  })

  test('[NAV-4] the overview opens by o or 0 and Enter, is moved in by arrows, and left by Enter or Escape', () => {
    expect(type('0', 'Enter').mode).toBe('overview')
    expect(type(['o', 'KeyO'], 'ArrowRight', 'ArrowDown', 'Enter')).toEqual(show(11))
    expect(type(['o', 'KeyO'], 'ArrowUp', 'ArrowLeft', 'Enter')).toEqual(show(7))
    expect(type(['o', 'KeyO'], 'ArrowRight', 'Escape')).toEqual(show(7))
    expect(type(['o', 'KeyO'], 'ArrowRight', ['o', 'KeyO'])).toEqual(show(7))
  })

  test('[NAV-5] the browser’s own shortcuts are left alone', () => {
    expect(eventOfKey(press('ArrowLeft', 'ArrowLeft', { altKey: true }), show(7), 3)).toBeNull()
    expect(eventOfKey(press('0', 'Digit0', { ctrlKey: true }), show(7), 3)).toBeNull()
    expect(eventOfKey(press('x', 'KeyX'), show(7), 3)).toBeNull()
  })

  test('[NAV-6] the deck leads, but not to a scene that this talk has not', () => {
    expect(navigate(show(7), { type: 'deck', scene: 9, overview: false }, talk)).toEqual(show(9))
    expect(navigate(show(7), { type: 'deck', scene: 99, overview: false }, talk)).toEqual(show(7))
    expect(navigate(show(7), { type: 'deck', scene: 9, overview: true }, talk)).toMatchObject({
      mode: 'overview',
      scene: 9,
    })
  })

  test('[NAV-7] a page begins at its address, else at the deck, else at the beginning', () => {
    const payload = {
      scene: 10,
      curtain: null,
      frozen: false,
      overview: false,
      timer: { started_at: null, elapsed_s: 0, running: false },
    }
    const deck = { type: 'deck', payload, timestamp: 1, origin: 'live', offset: 1 } as const
    expect(firstNavigation(talk, 12, deck)).toEqual(show(12))
    expect(firstNavigation(talk, null, deck)).toEqual(show(10))
    expect(firstNavigation(talk, null, null)).toEqual(show(7))
  })

  test('[NAV-8] nothing leads out of the talk', () => {
    const simple = fc.constantFrom('next', 'previous', 'first', 'last', 'overview', 'escape', 'enter', 'forget-digits')
    const event: fc.Arbitrary<NavigationEvent> = fc.oneof(
      simple.map((type) => ({ type }) as NavigationEvent),
      fc.nat({ max: 9 }).map((digit) => ({ type: 'digit', digit: String(digit) }) as const),
      fc.nat({ max: 20 }).map((scene) => ({ type: 'go', scene }) as const),
      fc.integer({ min: -4, max: 4 }).map((by) => ({ type: 'move', by }) as const),
      fc
        .record({ scene: fc.nat({ max: 20 }), overview: fc.boolean() })
        .map((deck) => ({ type: 'deck', ...deck }) as const),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const end = events.reduce((at: Navigation, one) => navigate(at, one, talk), show(7))
        expect(talk).toContain(end.scene)
        if (end.mode === 'overview') expect(talk).toContain(end.chosen)
        expect(end.digits.length).toBeLessThanOrEqual(3)
      }),
    )
  })
})
