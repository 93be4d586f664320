import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { contrast } from '../../ui/color'
import { themes } from '../../ui/palette'
import { holding, measure, NOW, stageFrame } from '../testing/kit'
import { Crosshair } from './crosshair'
import { layout } from './layout'
import { ProfileRow } from './profile-row'
import { select } from './select'

// What measures text here: nothing.
beforeAll(() => vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) }))
afterAll(() => vi.unstubAllGlobals())

it.each(Object.values(themes))('[PROFILE-16] the names in their colours can be read: $name', (theme) => {
  const names = ['ssh_bruteforce', 'port_scan', 'benign', 'lateral_movement', 'idle', 'exfiltration']
  const frame = { ...stageFrame, theme }
  const curves = names.map((name) => ({ name, t: [0, 1], value: [0, 1] }))
  const place = layout(select(holding('attack_profile', curves), NOW), frame, measure)
  const beside = place.rows.map((row) =>
    renderToStaticMarkup(<ProfileRow row={row} place={place} frame={frame} id={row.curve.name} />),
  )
  const read = renderToStaticMarkup(<Crosshair t={0} at={{ x: 0, y: 0 }} place={place} frame={frame} />)
  const inks = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].map((match) => match[1] ?? '')
  const named = beside.flatMap((markup) => inks(markup, /fill="(#\w+)">[a-z]+(?: [a-z]+)?<tspan/g))
  const headed = inks(read, /<th [^>]*style="color:(#\w+)"/g)
  for (const [colors, ground] of [
    [named, theme.background],
    [headed, theme.surface],
  ] as const) {
    expect(colors).toHaveLength(names.length)
    for (const color of colors) expect(contrast(color, ground)).toBeGreaterThanOrEqual(4.5)
  }
})
