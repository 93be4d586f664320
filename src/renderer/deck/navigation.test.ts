import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyToDeck, newDeck } from '../../shared/deck'
import { actionOf } from './keymap'
import {
  commandBetween,
  type Navigation,
  type NavigationEvent,
  navigate,
  navigationAt,
  placeOf,
  show,
} from './navigation'
import { navigationOf } from './take-key'

const talk = [7, 8, 9, 10, 11, 12, 13]
const press = (key: string, code: string) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
})

/** Types keys, one after the other, into a talk that begins at 7. */
function type(...keys: (string | [key: string, code: string])[]): Navigation {
  let at: Navigation = show(7)
  for (const one of keys) {
    const [key, code] = typeof one === 'string' ? [one, ''] : one
    const action = actionOf(press(key, code), { mode: at.mode, scene: at.scene, speaker: true, kiosk: false })
    const event = action && navigationOf(action, press(key, code), at, 3)
    if (event) at = navigate(at, event, talk)
  }
  return at
}

const simple = fc.constantFrom('next', 'previous', 'first', 'last', 'overview', 'enter', 'forget-digits')
const anyEvent: fc.Arbitrary<NavigationEvent> = fc.oneof(
  simple.map((name): NavigationEvent => ({ type: name })),
  fc.nat({ max: 9 }).map((digit) => ({ type: 'digit', digit: String(digit) }) as const),
  fc.nat({ max: 20 }).map((scene) => ({ type: 'go', scene }) as const),
  fc.integer({ min: -4, max: 4 }).map((by) => ({ type: 'move', by }) as const),
)

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
    expect(type(['&', 'Digit1'], ['é', 'Numpad2'], 'Enter').scene).toBe(12)
    expect(navigate({ ...show(7), digits: '1' }, { type: 'forget-digits' }, talk)).toEqual(show(7))
  })

  test('[NAV-3] the overview opens by o or 0 and Enter, is moved in by arrows, and left by Enter or o', () => {
    expect(type('0', 'Enter').mode).toBe('overview')
    expect(type('o', 'ArrowRight', 'ArrowDown', 'Enter')).toEqual(show(11))
    expect(type('o', 'ArrowUp', 'ArrowLeft', 'Enter')).toEqual(show(7))
    expect(type('o', 'ArrowRight', 'o')).toEqual(show(7))
  })

  test('[NAV-4] a deck at a scene that this talk has not is shown as its beginning', () => {
    expect(navigationAt({ scene: 9, overview: false }, talk)).toEqual(show(9))
    expect(navigationAt({ scene: 99, overview: false }, talk)).toEqual(show(7))
    expect(navigationAt({ scene: 9, overview: true }, talk)).toMatchObject({ mode: 'overview', scene: 9, chosen: 9 })
  })

  test('[NAV-5] nothing leads out of the talk', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const end = events.reduce((at: Navigation, one) => navigate(at, one, talk), show(7))
        expect(talk).toContain(end.scene)
        if (end.mode === 'overview') expect(talk).toContain(end.chosen)
        expect(end.digits.length).toBeLessThanOrEqual(3)
      }),
    )
  })

  test('[NAV-6] wherever a step leads on the page, one command leads the deck there', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        let at: Navigation = show(7)
        let deck = newDeck(talk, 7)
        for (const event of events) {
          const to = navigate(at, event, talk)
          const command = commandBetween(placeOf(at), placeOf(to))
          const next = command ? applyToDeck(deck, command, talk, 0) : deck
          if ('error' in next) throw new Error(next.error)
          deck = next
          at = to
          expect({ scene: deck.scene, overview: deck.overview }).toEqual(placeOf(at))
        }
      }),
    )
  })
})
