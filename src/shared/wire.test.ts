import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStickyCache } from './sticky-cache'
import { anyDraft, marker, tinyRetention } from './testing/events'
import { defaultRetention } from './topics'
import { parseClientMessage, parseServerMessage, parseSnapshotBody, serializeEvent } from './wire'

const EPOCH = '0123456789abcdef'
const hello = {
  type: 'hello',
  protocol: 1,
  now: 1,
  epoch: EPOCH,
  offset: 0,
  heartbeat_s: 20,
  role: 'audience',
  retention: tinyRetention,
}
const batch = (events: readonly string[], cursor = `${EPOCH}:9`) =>
  `{"type":"events","cursor":"${cursor}","events":[${events.join()}]}`

describe('the wire', () => {
  it('[WIRE-10] an event survives the way from the publisher to the replica', () => {
    fc.assert(
      fc.property(anyDraft, fc.integer({ min: 1, max: 1e9 }), (draft, offset) => {
        const event = { ...draft, offset }
        const parsed = parseServerMessage(batch([serializeEvent(EPOCH, event)]))
        expect(parsed).toMatchObject({ message: { events: [event] } })
      }),
    )
  })

  it('[WIRE-11] no text makes a parser throw, and what it accepts a replica can hold', () => {
    const almost = fc
      .tuple(fc.constantFrom('id', 'type', 'payload', 'timestamp', 'origin'), fc.jsonValue())
      .map(([field, value]) =>
        batch([
          JSON.stringify({ ...JSON.parse(serializeEvent(EPOCH, { ...marker('a'), offset: 1 })), [field]: value }),
        ]),
      )
    const rules = fc
      .tuple(fc.constantFrom('marker', 'prediction', 'embedding'), fc.jsonValue())
      .map(([name, rule]) => JSON.stringify({ ...hello, retention: { ...tinyRetention, [name]: rule } }))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), almost, rules), (text) => {
        parseClientMessage(text)
        parseSnapshotBody(text)
        const parsed = parseServerMessage(text)
        if ('error' in parsed) {
          expect(parsed.error).not.toBe('')
          return
        }
        const { message } = parsed
        const replica = createStickyCache(message.type === 'hello' ? message.retention : tinyRetention)
        if ('events' in message) for (const event of message.events) replica.put(event)
        replica.put({ ...marker('next'), offset: 1e9 })
        expect(replica.read('marker').at(-1)?.payload.label).toBe('next')
      }),
      { numRuns: 1_000 },
    )
  })

  it('[WIRE-12] fields and topics of a newer server are left out, those of this version must be there', () => {
    const future = `{"id":"${EPOCH}:1","type":"hologram","payload":{},"timestamp":1}`
    expect(parseServerMessage(batch([future]))).toMatchObject({ message: { events: [] } })
    const more = { ...hello, colour: 'red', retention: { ...tinyRetention, hologram: { policy: 'crystal' } } }
    expect(parseServerMessage(JSON.stringify(more))).toEqual({ message: hello })
    const { marker: _, ...lacking } = defaultRetention
    expect(parseServerMessage(JSON.stringify({ ...hello, retention: lacking }))).toHaveProperty('error')
    expect(parseServerMessage(batch([], 'yesterday'))).toEqual({ error: 'cursor: is not EPOCH:OFFSET' })
  })
})
