import { describe, expect, it } from 'vitest'
import { contrast, rgb } from '../../ui/color'
import { colorOf, themes } from '../../ui/palette'
import { firstChoice } from './choice'
import { fields } from './cloud'
import { categoryColor, shade } from './colors'
import { createLook } from './look'
import { pack } from './pack'
import { LEVELS } from './projection'
import { testCloud } from './testing/cloud'

const at = [0, 0, 0] as const
const cloud = testCloud([
  { at, profile: 'idle', host: 'host-02', train: false },
  { at, profile: 'idle', host: 'host-01', train: true },
  { at, profile: 'exfiltration', host: 'host-03', phase: 5, predicted: 1 },
])

describe('look', () => {
  it("[SCATTER-6] the nearest test point has its category's own colour; train points and far ones are nearer to the background", () => {
    const { palette, background } = createLook(cloud, firstChoice, themes.dark)
    expect(palette[0]).toBe(pack(rgb(colorOf('profile', 'idle', themes.dark))))
    expect(palette[256]).not.toBe(palette[0])
    expect(palette[(LEVELS - 1) << 9]).not.toBe(palette[0])
    expect(background).toBe(pack(rgb(themes.dark.background)))
  })

  it('[SCATTER-6] a filter makes a category, or a split, transparent and touches nothing else', () => {
    const all = createLook(cloud, firstChoice, themes.dark).palette
    const idle = createLook(cloud, { ...firstChoice, hidden: new Set(['idle']) }, themes.dark).palette
    expect([idle[0], idle[256]]).toEqual([0, 0])
    expect(idle[1]).toBe(all[1])
    const test = createLook(cloud, { ...firstChoice, split: 'test' }, themes.dark).palette
    expect([test[0], test[256]]).toEqual([all[0], 0])
  })

  it('[SCATTER-6] every field and theme has colours that stand out from the background', () => {
    for (const theme of Object.values(themes)) {
      for (const field of fields) {
        expect(contrast(categoryColor(cloud, field, 0, theme), theme.background)).toBeGreaterThan(2.9)
      }
      for (let index = 0; index < 30; index++) {
        expect(contrast(shade(index, theme), theme.background)).toBeGreaterThan(2.9)
      }
    }
  })

  it("[SCATTER-6] a host's colour does not hang on the order of the rows", () => {
    const other = testCloud([
      { at, host: 'host-03' },
      { at, host: 'host-01' },
      { at, host: 'host-02' },
    ])
    expect(categoryColor(other, 'host', 0, themes.dark)).toBe(categoryColor(cloud, 'host', 2, themes.dark))
  })
})
