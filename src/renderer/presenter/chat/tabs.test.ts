import { describe, expect, it } from 'vitest'
import type { SurfaceSpec } from '../../../shared/surface-wire'
import { freeze, thaw } from './storage'
import { focusedTab, MAX_TABS, newTabs, stepTabs, type Tabs, type TabsEvent, titleOf } from './tabs'

const all = (from: Tabs, ...events: TabsEvent[]) => events.reduce(stepTabs, from)
const spec = (value: number, id = 'cache-warming'): SurfaceSpec => ({
  id,
  region: 'side',
  title: 'Cache warming',
  fields: [{ kind: 'number', label: 'Interval', value, action: { actionId: 'set' } }],
})
const shown = (tabs: Tabs) => focusedTab(tabs).surfaces['cache-warming']

describe('conversations as tabs', () => {
  it('[TABS-1] closing a tab remembers that the server is still to be told, and the last one makes room for a new one', () => {
    const two = all(newTabs('a'), { type: 'open', id: 'b' })
    expect(two.focused).toBe('b')
    const one = all(two, { type: 'close', id: 'b', next: 'x' })
    expect(one).toMatchObject({ focused: 'a', closing: ['b'] })
    const fresh = all(one, { type: 'close', id: 'a', next: 'c' }, { type: 'closed', id: 'b' })
    expect(fresh).toMatchObject({ focused: 'c', closing: ['a'] })
    expect(fresh.tabs.map(({ id }) => id)).toEqual(['c'])
  })

  it('[TABS-2] no more conversations than the bound', () => {
    const ids = Array.from({ length: MAX_TABS + 2 }, (_, i) => `t${i}`)
    expect(all(newTabs('a'), ...ids.map((id) => ({ type: 'open', id }) as const)).tabs).toHaveLength(MAX_TABS)
  })

  it('[TABS-3] what was refused is to be read until something new is asked or another state comes', () => {
    const told = all(
      newTabs('a'),
      { type: 'told', message: { type: 'surface', spec: spec(240), conversationId: 'a' } },
      {
        type: 'told',
        message: { type: 'error', surfaceId: 'cache-warming', conversationId: 'a', message: 'at least 1 s' },
      },
      {
        type: 'told',
        message: { type: 'update', update: { surfaceId: 'cache-warming', spec: spec(240), conversationId: 'a' } },
      },
    )
    expect(shown(told)?.problem).toBe('at least 1 s')
    expect(shown(all(told, { type: 'asked', id: 'a', question: null }))?.problem).toBeNull()
    const update = { surfaceId: 'cache-warming', spec: spec(60), conversationId: 'a' }
    expect(shown(all(told, { type: 'told', message: { type: 'update', update } }))?.problem).toBeNull()
  })

  it('[TABS-6] the words of a question that may not have been heard stay while something else is changed', () => {
    const lost = all(newTabs('a'), { type: 'asked', id: 'a', question: 'who leads?' }, { type: 'lost' })
    const changed = stepTabs(lost, { type: 'asked', id: 'a', question: null })
    expect(focusedTab(changed).problem).toContain('who leads?')
    expect(focusedTab(stepTabs(changed, { type: 'asked', id: 'a', question: 'and now?' })).problem).toBeNull()
  })

  it('[TABS-4] what is told of a conversation that is not here changes nothing', () => {
    const tabs = newTabs('a')
    const after = all(tabs, { type: 'told', message: { type: 'chat.error', conversationId: 'z', message: 'no' } })
    expect(after).toEqual(tabs)
  })

  it('[TABS-5] tabs and what was said in them outlive a reload; what cannot be read begins anew', () => {
    const event = { type: 'turn-start', conversationId: 'a', turnId: 't', message: 'who leads?' } as const
    const tabs = all(newTabs('a'), { type: 'told', message: { type: 'chat.delta', event } }, { type: 'open', id: 'b' })
    const kept = thaw(freeze(tabs), 'fresh')
    expect(kept).toEqual(tabs)
    expect(titleOf(kept.tabs[0], 0)).toBe('who leads?')
    for (const broken of [null, '', '{}', '{"tabs":[],"focused":"","closing":[]}'])
      expect(thaw(broken, 'fresh')).toEqual(newTabs('fresh'))
  })
})
