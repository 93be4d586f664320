import { expect, test } from 'vitest'
import type { EventDraft } from '../../shared/event'
import { createMemory } from './memory'

const draft = (label: string, origin: 'live' | 'sample' = 'live'): EventDraft => ({
  type: 'marker',
  payload: { label },
  timestamp: 0,
  origin,
})

test('[FEED-MEMORY-1] news is what differs in payload or origin from the last under its key, also after a restart', () => {
  const memory = createMemory()
  expect(memory.isNews('a', draft('1'))).toBe(true)
  expect(memory.isNews('a', { ...draft('1'), timestamp: 9 })).toBe(false)
  expect(memory.isNews('b', draft('1'))).toBe(true)
  expect(memory.isNews('a', draft('1', 'sample'))).toBe(true)
  const restarted = createMemory(JSON.parse(JSON.stringify(memory.save())))
  expect(restarted.isNews('b', draft('1'))).toBe(false)
  expect(restarted.isNews('b', draft('2'))).toBe(true)
})

test('[FEED-MEMORY-2] past its limit the key longest unchanged is forgotten', () => {
  const memory = createMemory({}, 2)
  for (const key of ['a', 'b', 'c']) memory.isNews(key, draft('1'))
  expect(Object.keys(memory.save())).toEqual(['b', 'c'])
})
