import { describe, expect, it } from 'vitest'
import { contrast } from '../../ui/color'
import { themes } from '../../ui/palette'
import { SHADES, shade } from './shade'

describe.each(Object.values(themes))('the bars of the $name theme', (theme) => {
  it('[SCORE-11] stand out from what they lie on by 3:1, from their roots to their ends', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    for (const color of theme.series) {
      for (const most of Object.values(SHADES).flatMap(({ root, end }) => [root, end])) {
        expect(contrast(shade(color, theme.background, most), theme.background)).toBeGreaterThanOrEqual(3)
        // The leader lies on a panel. A colour that is too near to it already is at least not brought nearer.
        const least = Math.min(3, contrast(color, theme.surface))
        expect(contrast(shade(color, theme.surface, most), theme.surface)).toBeGreaterThanOrEqual(least)
      }
    }
  })
})
