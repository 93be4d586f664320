import { expect, it } from 'vitest'
import { presenterLayout } from './layout'
import { veilText } from './scenes/veil'

it.each([
  [1440, 900, 'desk'],
  [1280, 800, 'desk'],
  [1024, 768, 'tablet'],
  [820, 1180, 'tablet'],
  [390, 844, 'hand'],
  [844, 390, 'hand'],
] as const)('[PRESENTER-1] %i by %i is laid out for a %s', (width, height, layout) => {
  expect(presenterLayout({ width, height })).toBe(layout)
})

it('[PRESENTER-2] what hides the scene from the room is said in plain words', () => {
  const open = { curtain: null, frozen: false, overview: false }
  expect(veilText(open, true)).toBeNull()
  expect(veilText({ ...open, frozen: true }, true)).toMatch(/^Frozen/)
  expect(veilText({ ...open, frozen: true, code: true }, true)).toMatch(/the code/)
  expect(veilText({ ...open, curtain: 'black', frozen: true }, true)).toBe('The room sees black, and is frozen')
  expect(veilText({ ...open, overview: true }, true)).toMatch(/overview/)
})

it('[PRESENTER-19] without a server nothing is claimed of what the room sees: it is said what it will see', () => {
  const open = { curtain: null, frozen: false, overview: false }
  const away = (deck: Parameters<typeof veilText>[0]) => veilText(deck, false)
  expect(away(open)).toBe('Server away. Once it is back, the room will see this scene')
  expect(away({ ...open, curtain: 'black', frozen: true })).toMatch(/away.*will see black$/)
  expect(away({ ...open, frozen: true })).toMatch(/away.*will see what it saw, frozen$/)
  expect(away({ ...open, overview: true })).toMatch(/away.*will see the overview$/)
})
