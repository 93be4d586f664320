import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, hex, inkOn, mix, rgb } from './color'
import { colorOf, legible, SECOND_RANK, themeOf, themes } from './palette'

describe.each(Object.values(themes))('the $name theme', (theme) => {
  test('[COLOUR-1] every colour of a series stands out from the background by 3:1', () => {
    for (const color of theme.series) expect(contrast(color, theme.background)).toBeGreaterThanOrEqual(3)
    for (const color of [theme.accent, theme.alert, theme.stale]) {
      expect(contrast(color, theme.background)).toBeGreaterThanOrEqual(3)
    }
  })

  test('[COLOUR-2] text can be read on the background and on panels, also the second-rank one', () => {
    for (const ground of [theme.background, theme.surface]) {
      expect(contrast(theme.text, ground)).toBeGreaterThanOrEqual(7)
      expect(contrast(theme.muted, ground)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('[COLOUR-3] the style sheet, which is there first, says the same colours', () => {
    const sheet = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')
    const block = sheet.slice(sheet.indexOf(`[data-theme="${theme.name}"]`)).split('}')[0] ?? ''
    const said = Object.fromEntries(
      [...block.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
    )
    const { background, surface, text, muted, faint, accent, alert, stale } = theme
    expect(said).toEqual({ background, surface, text, muted, faint, accent, alert, stale })
  })

  test('[COLOUR-4] the eight models have eight colours, and an unknown one always the same', () => {
    const zoo = ['gbt', 'mlp', 'cnn', 'knn', 'knn_semi', 'gru', 'lstm', 'bert']
    expect(new Set(zoo.map((model) => colorOf('model', model, theme))).size).toBe(8)
    expect(colorOf('model', 'transformer-x', theme)).toBe(colorOf('model', 'transformer-x', theme))
    expect(theme.series).toContain(colorOf('model', 'transformer-x', theme))
  })

  test('[COLOUR-6] what stands behind the first, in less of the accent, still stands out by 3:1', () => {
    const seen = hex(mix(rgb(theme.background), rgb(theme.accent), SECOND_RANK))
    expect(contrast(seen, theme.background)).toBeGreaterThanOrEqual(3)
  })

  test('[COLOUR-7] small text in a colour can be read, also in one that the talk gives, and is that colour where it can be', () => {
    for (const color of [...theme.series, theme.background]) {
      for (const ground of [theme.background, theme.surface]) {
        expect(contrast(legible(color, theme), ground)).toBeGreaterThanOrEqual(4.5)
      }
    }
    for (const color of [theme.text, theme.muted]) expect(legible(color, theme)).toBe(color)
  })

  test('[COLOUR-5] a colour that the talk gives a name goes before its own', () => {
    const theme = themeOf('dark', { gbt: '#ffffff' })
    expect(colorOf('model', 'gbt', theme)).toBe('#ffffff')
    expect(colorOf('model', 'mlp', theme)).toBe(colorOf('model', 'mlp', themes.dark))
    expect(colorOf('model', 'constructor', theme)).toMatch(/^#/)
  })
})

test('[COLOUR-8] black or white can be read on any colour', () => {
  const part = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(part, part, part, (...color) => {
      const ground = hex(color)
      expect(contrast(inkOn(ground), ground)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})
