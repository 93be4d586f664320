import { describe, expect, test } from 'vitest'
import { sceneActions } from '../scenes/scene'
import { type Action, actionOf, applies, type KeyContext, keymap } from './keymap'

const speaker: KeyContext = { mode: 'scene', scene: 9, speaker: true, kiosk: false }
const press = (key: string, code = '', mods = {}) => ({
  ...{ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...mods },
})
const asked = (key: string, code = '', context = speaker, mods = {}) => actionOf(press(key, code, mods), context)

describe('the keys', () => {
  test('[KEY-1] every key of the table does what it says', () => {
    const table: readonly [Action, ...string[]][] = [
      ['next', 'ArrowRight', ' ', 'PageDown'],
      ['previous', 'ArrowLeft', 'PageUp', 'Backspace'],
      ['first', 'Home'],
      ['last', 'End'],
      ['enter', 'Enter'],
      ['digit', '0', '7', '9'],
      ['go', 'g'],
      ['overview', 'o'],
      ['black', 'b', '.'],
      ['white', 'w', ','],
      ['freeze', 'z'],
      ['fullscreen', 'f', 'F11'],
      ['into-fullscreen', 'F5'],
      ['presenter', 's'],
      ['timer', 't'],
      ['code', 'q'],
      ['picture', 'p'],
      ['mark', 'm'],
      ['record', 'r'],
      ['help', '?'],
      ['escape', 'Escape'],
    ]
    for (const [action, ...keys] of table) for (const key of keys) expect([key, asked(key)]).toEqual([key, action])
    const listed = new Set([
      ...table.map(([action]) => action),
      'left',
      'right',
      'up',
      'down',
      'leave',
      ...sceneActions,
    ])
    expect(keymap.filter(({ action }) => !listed.has(action))).toEqual([])
  })

  test('[KEY-2] on a layout without Latin letters a key is where it lies', () => {
    expect(asked('щ', 'KeyO')).toBe('overview')
    expect(asked('и', 'KeyB')).toBe('black')
    expect(asked('ю', 'Period')).toBe('black')
    expect(asked('&', 'Digit1')).toBe('digit')
  })

  test('[KEY-3] what is printed on a key goes before its place', () => {
    expect(asked('a', 'KeyQ')).toBeNull()
    expect(asked('q', 'KeyA')).toBe('code')
    expect(asked(',', 'KeyM')).toBe('white')
    expect(asked('.', 'Comma')).toBe('black')
    // A clicker means the place of the full stop, whatever the host's layout writes there.
    expect(asked(':', 'Period')).toBe('black')
    expect(asked('B', 'KeyB')).toBe('black')
  })

  test('[KEY-4] the browser’s own shortcuts are left alone; only a kiosk has none of them', () => {
    expect(asked('ArrowLeft', 'ArrowLeft', speaker, { altKey: true })).toBeNull()
    expect(asked('0', 'Digit0', speaker, { ctrlKey: true })).toBeNull()
    expect(asked('q', 'KeyQ', speaker, { ctrlKey: true })).toBeNull()
    expect(asked('q', 'KeyQ', { ...speaker, kiosk: true }, { metaKey: true })).toBe('leave')
    expect(asked('q', 'KeyQ', { ...speaker, kiosk: true })).toBe('code')
  })

  test('[KEY-5] a listener’s browser keeps its keys: what only a speaker does is not taken', () => {
    const listener = { ...speaker, speaker: false }
    expect(['F5', 'b', 'z', 's', 't', 'm', 'r'].map((key) => asked(key, '', listener))).toEqual(Array(7).fill(null))
    expect(asked('PageDown', '', listener)).toBe('next')
  })

  test('[KEY-6] in the overview the arrows choose', () => {
    const overview: KeyContext = { ...speaker, mode: 'overview' }
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => asked(key, '', overview))).toEqual([
      ...['left', 'right', 'up', 'down'],
    ])
    expect(asked('ArrowUp')).toBeNull()
  })

  test('[KEY-9] the scene of points has keys of its own, which mean nothing anywhere else and stand in the help of no other', () => {
    const shift = { shiftKey: true }
    const table: readonly [Action, string, code: string, mods?: object][] = [
      ['turn-left', 'ArrowLeft', 'ArrowLeft', shift],
      ['turn-right', 'ArrowRight', 'ArrowRight', shift],
      ['turn-up', 'ArrowUp', 'ArrowUp', shift],
      ['turn-down', 'ArrowDown', 'ArrowDown', shift],
      ['nearer', '+', 'Equal', shift],
      ['nearer', '=', 'Equal'],
      ['farther', '-', 'Minus'],
      ['next-colouring', 'c', 'KeyC'],
      ['next-colouring', 'с', 'KeyC'],
      ['previous-colouring', 'C', 'KeyC', shift],
    ]
    const points = { ...speaker, scene: 11 }
    for (const [action, key, code, mods] of table) {
      expect([key, asked(key, code, points, mods)]).toEqual([key, action])
      for (const elsewhere of [speaker, { ...points, scene: null }])
        expect(sceneActions).not.toContain(asked(key, code, elsewhere, mods))
    }
    // Plain arrows belong to the talk, and the place of a key to no letter that is printed on another one.
    expect(asked('ArrowRight', 'ArrowRight', points)).toBe('next')
    expect(asked('j', 'KeyC', points)).toBeNull()
    // On a Czech keyboard a plain 1 prints a plus, on a French one a plain 6 a minus.
    expect([asked('+', 'Digit1', points), asked('-', 'Digit6', points)]).toEqual(['digit', 'digit'])
    const helped = (context: KeyContext) => keymap.filter((row) => row.label && applies(row, context)).length
    expect(helped(points) - helped(speaker)).toBe(3)
  })
})
