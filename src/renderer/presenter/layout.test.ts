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
  expect(veilText(open)).toBeNull()
  expect(veilText({ ...open, frozen: true })).toMatch(/^Frozen/)
  expect(veilText({ ...open, frozen: true, code: true })).toMatch(/the code/)
  expect(veilText({ ...open, curtain: 'black', frozen: true })).toBe('The room sees black, and is frozen')
  expect(veilText({ ...open, overview: true })).toMatch(/overview/)
})
