import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStickyCache } from '../../shared/sticky-cache'
import { anyDraft, held, tinyRetention } from '../../shared/testing/events'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint'
import { decodeDraft, encodeDraft } from './entry'
import { createOutbox } from './outbox'
import { parseServers, serverNames } from './servers'

test('[ENTRY-1] a message of the stream is the draft that was sent; anything else is none, and never throws', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      expect(decodeDraft(encodeDraft(draft))).toEqual(draft)
    }),
  )
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => decodeDraft(text) === null))
})

test('[ENTRY-2] whoever starts from a checkpoint holds what its writer held', () => {
  fc.assert(
    fc.property(fc.array(anyDraft, { maxLength: 40 }), (drafts) => {
      const writer = createStickyCache(tinyRetention)
      for (const draft of drafts) writer.put({ ...draft, offset: writer.offset + 1 })
      const head = { epoch: '0123456789abcdef', offset: writer.offset }
      const checkpoint = decodeCheckpoint(encodeCheckpoint({ head, retained: [...writer.since(0)] }))
      const reader = createStickyCache(tinyRetention)
      for (const event of checkpoint?.retained ?? []) reader.put(event)
      expect(checkpoint?.head).toEqual(head)
      expect(held(reader)).toEqual(held(writer))
    }),
  )
  expect(decodeCheckpoint('{"type":"ping"}')).toBeNull()
})

test('[ENTRY-3] what is owed is told in its order, once, and no more of it than would be retained', () => {
  fc.assert(
    fc.property(fc.array(anyDraft, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (drafts, limit) => {
      const outbox = createOutbox(tinyRetention)
      const [whole, told] = [createStickyCache(tinyRetention), createStickyCache(tinyRetention)]
      for (const draft of drafts) whole.put({ ...draft, offset: whole.offset + 1 })
      outbox.put(drafts)
      for (let next = outbox.next(limit); next.drafts.length > 0; next = outbox.next(limit)) {
        for (const draft of next.drafts) told.put({ ...draft, offset: told.offset + 1 })
        next.sent(next.drafts.length)
      }
      const values = (cache: typeof told) => [...cache.since(0)].map(({ type, payload }) => ({ type, payload }))
      expect(values(told)).toEqual(values(whole))
    }),
  )
})

test.each([
  ['nats://127.0.0.1', { servers: ['127.0.0.1:4222'], tls: false, login: null }],
  [
    'nats://ann:pass%20word@a:4223,nats://b',
    { servers: ['a:4223', 'b:4222'], tls: false, login: { user: 'ann', pass: 'pass word' } },
  ],
  ['tls://s3cret@nats.example.org', { servers: ['nats.example.org:4222'], tls: true, login: { token: 's3cret' } }],
])('[ENTRY-4] --nats takes addresses, with or without a login, and never shows one (%s)', (text, servers) => {
  const parsed = parseServers(text)
  expect(parsed).toEqual(servers)
  expect('error' in parsed ? '' : serverNames(parsed)).not.toMatch(/s3cret|pass/)
})

test.each(['', 'localhost:4222', 'http://a', 'nats://', 'nats://a,,b', 'nats://%zz@a'])(
  '[ENTRY-4] --nats %j is refused in one sentence',
  (text) => {
    expect(parseServers(text)).toEqual({ error: expect.stringMatching(/^use an address like|^the login is not/) })
  },
)
