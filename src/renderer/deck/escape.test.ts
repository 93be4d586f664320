import { describe, expect, test } from 'vitest'
import { escapeFrom, type Pile } from './escape'

const nothing: Pile = {
  ...{ curtain: false, layer: false, digits: false, overview: false, roaming: false, kiosk: true, warnedAt: null },
}

describe('Escape', () => {
  test('[KEY-7] leaves the topmost thing, one at a time', () => {
    const names = ['curtain', 'layer', 'digits', 'overview', 'roaming'] as const
    let pile: Pile = { ...nothing, curtain: true, layer: true, digits: true, overview: true, roaming: true }
    for (const name of names) {
      expect(escapeFrom(pile, 0)).toBe(name)
      pile = { ...pile, [name]: false }
    }
  })

  test('[KEY-8] leaves the kiosk only twice within a second, with nothing on top, after a hint', () => {
    expect(escapeFrom(nothing, 5_000)).toBe('warn')
    expect(escapeFrom({ ...nothing, warnedAt: 5_000 }, 6_000)).toBe('leave')
    expect(escapeFrom({ ...nothing, warnedAt: 5_000 }, 6_001)).toBe('warn')
    expect(escapeFrom({ ...nothing, warnedAt: 5_000, layer: true }, 5_100)).toBe('layer')
    expect(escapeFrom({ ...nothing, kiosk: false }, 5_000)).toBe('nothing')
  })
})
