import { expect, it } from 'vitest'
import { createSseTranslator } from './sse-messages'

const EPOCH = '0123456789abcdef'
const deck = { id: null, event: 'deck', data: '{"id":"x"}' }
const marker = { id: `${EPOCH}:7`, event: 'marker', data: '{"type":"marker"}' }

it('[LINK-30] a deck ahead of the backlog rides in the first batch whose place is known, also after a reset', () => {
  const translate = createSseTranslator()
  const first = `{"type":"snapshot","cursor":"${EPOCH}:7","events":[{"id":"${EPOCH}:7","type":"marker"}],"reset":true,"deck":{"id":"x"}}`
  expect(translate([{ id: null, event: 'reset', data: '{}' }, deck])).toEqual([])
  expect(translate([marker])).toEqual([first])
  // A cursor of the life before must not stand beside the deck of the new one.
  expect(translate([{ id: null, event: 'reset', data: '{}' }, deck])).toEqual([])
  expect(translate([marker])).toEqual([first])
  expect(translate([{ id: `${EPOCH}:7`, event: 'snapshot-complete', data: '{}' }])).toHaveLength(1)
  expect(translate([deck])).toEqual([`{"type":"events","cursor":"${EPOCH}:7","events":[],"deck":{"id":"x"}}`])
})
