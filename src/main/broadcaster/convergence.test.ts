import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { newEpoch } from '../../shared/cursor'
import type { EventDraft, LecternEvent } from '../../shared/event'
import { createStickyCache, type TopicFilter } from '../../shared/sticky-cache'
import { anyDraft, anyFilter, held, tinyRetention } from '../../shared/testing/events'
import { type Broadcaster, createBroadcaster } from './broadcaster'
import type { Subscription } from './pump'
import { createTestClient, createTestSubscriber, type TestClient } from './testing/client'

/** A client with its connection, which may be lost. */
interface Seat {
  readonly filter: TopicFilter
  readonly client: TestClient
  /** Where this connection began: the offset it brought, and how much the client had been told before. */
  from: number
  told: number
  subscriber: ReturnType<typeof createTestSubscriber>
  subscription: Subscription
}

const drafts = fc.array(anyDraft, { minLength: 1, maxLength: 12 })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('publish' as const), drafts }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('join' as const), filter: anyFilter, tickMs: fc.constantFrom(40, 100) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('stall' as const), seat: fc.nat(), room: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drain' as const), seat: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconnect' as const), seat: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(120) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), drafts }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('apply' as const), drafts, skipped: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('adopt' as const), drafts, skipped: fc.nat(3), known: fc.boolean() }),
  },
)

function run(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) {
  const clock = fakeClock()
  const broadcaster = createBroadcaster({
    clock,
    retention: tinyRetention,
    journal: { events: 8, bytes: 1_600 },
    partBytes: 400,
  })
  const seats: Seat[] = []
  const sit = (filter: TopicFilter, tickMs: number, client: TestClient) => {
    const subscriber = createTestSubscriber(filter, tickMs, client.tell)
    const before = { from: client.cursor?.offset ?? 0, told: client.log.length }
    return { filter, client, ...before, subscriber, subscription: broadcaster.open(subscriber, client.cursor) }
  }
  const someSeat = (n: number) => seats[n % Math.max(1, seats.length)]
  for (const move of steps) {
    if (move.do === 'publish') broadcaster.publish(move.drafts)
    else if (move.do === 'restart') broadcaster.restart(move.drafts)
    else if (move.do === 'apply') broadcaster.apply(numbered(move.drafts, broadcaster.head().offset + move.skipped))
    else if (move.do === 'adopt') adopt(broadcaster, move)
    else if (move.do === 'wait') clock.advance(move.ms)
    else if (move.do === 'join') seats.push(sit(move.filter, move.tickMs, createTestClient(tinyRetention)))
    else {
      const seat = someSeat(move.seat)
      if (!seat) continue
      if (move.do === 'stall') seat.subscriber.room = move.room
      else if (move.do === 'drain') {
        seat.subscriber.room = Infinity
        seat.subscription.wake()
      } else {
        seat.subscription.close()
        Object.assign(seat, sit(seat.filter, seat.subscriber.tickMs, seat.client))
      }
    }
  }
  for (const seat of seats) {
    seat.subscriber.room = Infinity
    seat.subscription.wake()
  }
  clock.advance(100)
  return { broadcaster, seats, clock }
}

/** Drafts as events that were given their offsets elsewhere. */
const numbered = (list: readonly EventDraft[], after: number): LecternEvent[] =>
  list.map((draft, index) => ({ ...draft, offset: after + 1 + index }))

/** Goes on with a log that got ahead elsewhere, under the same epoch or another. */
function adopt(broadcaster: Broadcaster, ahead: { drafts: EventDraft[]; skipped: number; known: boolean }): void {
  const { epoch, offset } = broadcaster.head()
  const elsewhere = createStickyCache(tinyRetention)
  for (const event of broadcaster.replica.since(0)) elsewhere.put(event)
  for (const event of numbered(ahead.drafts, offset)) elsewhere.put(event)
  elsewhere.advance(elsewhere.offset + ahead.skipped)
  broadcaster.adopt({ epoch: ahead.known ? epoch : newEpoch(), offset: elsewhere.offset }, elsewhere.since(0))
}

it('[REPLAY-1] whoever has caught up holds what the server retains, whatever happened on the way', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { broadcaster, seats } = run(steps)
      for (const { client, filter, subscription } of seats) {
        expect(client.complete).toBe(true)
        expect(held(client.replica)).toEqual(held(broadcaster.replica, filter))
        expect(client.cursor?.epoch).toBe(broadcaster.head().epoch)
        expect(subscription.cursor()).toEqual(broadcaster.head())
        const deck = broadcaster.replica.read('deck').at(-1)
        if (deck && (!filter || filter.has('deck'))) expect(client.scene).toBe(deck.payload.scene)
      }
    }),
    { numRuns: 2_000 },
  )
})

it('[REPLAY-2] without a filter a connection delivers every offset after its cursor, or counts it as dropped', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      // A number that no event has is neither delivered nor lost.
      const dense = steps.map((move) => ('skipped' in move ? { ...move, skipped: 0 } : move))
      for (const { client, filter, from, told } of run(dense).seats) {
        if (filter) continue
        const words = client.log.slice(told)
        // What a reset replaces is history, not a loss: there the count begins when the new replica is complete.
        const reset = words.findLastIndex((word) => word.type === 'snapshot' && word.reset)
        const joined =
          reset < 0 ? -1 : words.findIndex((word, i) => i >= reset && word.type === 'snapshot' && word.complete)
        const start = words[joined]
        const base = start && 'cursor' in start ? start.cursor.offset : from
        const after = words.slice(joined + 1)
        const delivered = after.reduce((sum, word) => sum + ('events' in word ? word.events.length : 0), 0)
        const dropped = after.reduce((sum, word) => sum + (word.type === 'gap' ? word.dropped : 0), 0)
        expect(delivered + dropped).toBe((client.cursor?.offset ?? 0) - base)
      }
    }),
    { numRuns: 1_000 },
  )
})

it('[REPLAY-3] a client that has caught up costs no timer, and one that is closed is told nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), drafts, (steps, more) => {
      const { broadcaster, seats, clock } = run(steps)
      clock.advance(200)
      expect(clock.pending()).toBe(0)
      for (const seat of seats) seat.subscription.close()
      const words = seats.map((seat) => seat.client.log.length)
      broadcaster.publish(more)
      clock.advance(200)
      for (const seat of seats) seat.subscription.wake()
      expect(seats.map((seat) => seat.client.log.length)).toEqual(words)
      expect(broadcaster.clients).toBe(0)
    }),
  )
})
