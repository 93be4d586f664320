import { expect, test } from 'vitest'
import { readPage } from './boot'
import type { Scene } from './scenes/scene'

const sceneOf = (n: number): Scene => ({
  ...{ n, title: '', topics: [], select: () => null, count: () => 0, headline: () => null, Picture: () => null },
  ...{ facts: () => ({ caption: '', columns: [], rows: [] }), empty: { what: '', how: '' } },
})
const scenes = [sceneOf(7), sceneOf(9), sceneOf(13)] as const
const boot = (patch: object = {}) =>
  JSON.stringify({
    ...{ title: 'A talk', scenes: [13, 7, 99], theme: 'light', view: 'stage', role: null, join: { why: 'closed' } },
    ...{ transports: ['ws', 'sse'], poll: { wait_s: 25, interval_s: 0, after_failures: 3 }, ...patch },
  })
const talkOf = (text: string | null, search: string) => readPage(text, search, [...scenes]).talk.map(({ n }) => n)

test('[BOOT-1] the talk is the server’s order of the scenes that this page has', () => {
  expect(talkOf(boot(), '')).toEqual([13, 7])
  expect(talkOf(boot({ scenes: [] }), '')).toEqual([7])
})

test('[BOOT-2] the address pins a scene, also one that is not of the talk', () => {
  expect(readPage(boot(), '?scene=7', [...scenes]).pinned).toBe(7)
  expect(talkOf(boot(), '?scene=9')).toEqual([9, 13, 7])
  expect(readPage(boot(), '?scene=x', [...scenes]).pinned).toBeNull()
  expect(readPage(boot(), '?scene=42', [...scenes]).pinned).toBeNull()
})

test('[BOOT-3] the address names one of the transports that are offered', () => {
  expect(readPage(boot(), '?transport=sse', [...scenes]).transports).toEqual(['sse'])
  expect(readPage(boot(), '?transport=poll', [...scenes]).transports).toEqual(['ws', 'sse'])
})

test('[BOOT-4] without the server’s word the page is an audience’s', () => {
  for (const text of [null, '', '{', '{"title":1}']) {
    expect(readPage(text, '', [...scenes])).toMatchObject({ view: 'audience', role: 'audience', theme: 'dark' })
  }
})

test('[BOOT-5] only the presenter’s own pages command: no listener’s page does, and no pinned one', () => {
  const commands = (patch: object, search = '') => readPage(boot(patch), search, [...scenes]).commands
  expect(commands({ role: 'presenter' })).toBe(true)
  expect(commands({ role: 'presenter', view: 'presenter' })).toBe(true)
  expect(commands({ role: 'presenter', view: 'audience' })).toBe(false)
  expect(commands({ role: 'presenter' }, '?scene=7')).toBe(false)
  expect(commands({ role: 'audience' })).toBe(false)
})
