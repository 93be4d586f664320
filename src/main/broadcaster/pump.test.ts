import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../shared/clock'
import type { TopicFilter } from '../../shared/sticky-cache'
import { deckAt, marker, metric, tinyRetention } from '../../shared/testing/events'
import { createBroadcaster } from './broadcaster'
import { encodeOnce, jsonMessage } from './encode'
import { createTestClient, createTestSubscriber } from './testing/client'

function room() {
  const clock = fakeClock()
  const broadcaster = createBroadcaster({ clock, retention: tinyRetention, journal: { events: 50, bytes: 1e6 } })
  const join = (tickMs = 40, filter: TopicFilter = null) => {
    const client = createTestClient(tinyRetention)
    const subscriber = createTestSubscriber(filter, tickMs, client.tell)
    const subscription = broadcaster.open(subscriber, null)
    /** Deliveries since the last look. */
    const news = () => subscriber.deliveries.splice(0).length
    return { client, subscriber, subscription, news }
  }
  return { clock, broadcaster, join }
}

describe('pace', () => {
  it('[PACE-1] what a joiner is owed is sent before open returns', () => {
    const { join } = room()
    expect(join().client.complete).toBe(true)
  })

  it.each([40, 100])(
    '[PACE-2] idle for 40 ms: told at once; else at the next tick of %i ms, as one batch',
    (tickMs) => {
      const { clock, broadcaster, join } = room()
      const { news, client } = join(tickMs)
      clock.advance(100)
      news()
      broadcaster.publish([marker('a')])
      expect(news()).toBe(1)
      clock.advance(5)
      broadcaster.publish([marker('b')])
      broadcaster.publish([marker('c')])
      clock.advance(tickMs - 6)
      expect(news()).toBe(0)
      clock.advance(1)
      expect(news()).toBe(1)
      expect(client.replica.read('marker')).toHaveLength(3)
      clock.advance(40)
      broadcaster.publish([marker('d')])
      expect(news()).toBe(1)
    },
  )

  it('[PACE-3] an audience client that was idle for 40 ms is told at once, though its tick is 100 ms', () => {
    const { clock, broadcaster, join } = room()
    const { news } = join(100)
    clock.advance(200)
    broadcaster.publish([marker('a')])
    clock.advance(41)
    broadcaster.publish([marker('b')])
    expect(news()).toBe(3)
  })

  it('[PACE-4] what its filter holds back does not make a client busy', () => {
    const { clock, broadcaster, join } = room()
    const { news } = join(100, new Set(['model_metric']))
    clock.advance(200)
    news()
    broadcaster.publish([marker('a')])
    broadcaster.publish([metric('gbt')])
    expect(news()).toBe(1)
  })

  it('[PACE-11] a clock that is set back by an hour keeps nobody waiting: who was idle for 40 ms is still told at once', () => {
    const { clock, broadcaster, join } = room()
    const { news } = join(100)
    clock.advance(100)
    broadcaster.publish([marker('a')])
    clock.step(-3_600_000)
    clock.advance(40)
    news()
    broadcaster.publish([marker('b')])
    expect(news()).toBe(1)
    broadcaster.publish([marker('c')])
    clock.advance(100)
    expect(news()).toBe(1)
  })

  it('[PACE-12] a burst that comes faster than the ticks runs past nobody who reads along', () => {
    const { broadcaster, join } = room()
    const { client } = join(100)
    for (let body = 0; body < 40; body++)
      broadcaster.publish(Array.from({ length: 10 }, (_, i) => marker(`${body}.${i}`)))
    expect(client.dropped).toBe(0)
    expect(client.delivered).toBeGreaterThan(400 - 50)
  })

  it('[PACE-5] deck is told at once, whatever the tick, and ahead of the backlog', () => {
    const { clock, broadcaster, join } = room()
    const { news, client } = join(100)
    clock.advance(200)
    broadcaster.publish([marker('a')])
    broadcaster.publish([marker('b')])
    news()
    broadcaster.publish([deckAt(9)])
    expect(news()).toBe(1)
    expect(client.scene).toBe(9)
    expect(client.log.at(-1)).toMatchObject({ type: 'events', deck: { payload: { scene: 9 } } })
  })
})

describe('sharing and stalling', () => {
  it('[PACE-6] clients in the same place get the same delivery, encoded once', () => {
    const { clock, broadcaster, join } = room()
    const [a, b, filtered] = [join(), join(), join(40, new Set(['marker']))]
    clock.advance(100)
    broadcaster.publish([marker('a')])
    const [x, y, z] = [a, b, filtered].map(({ subscriber }) => subscriber.deliveries.at(-1))
    expect(x).toBe(y)
    expect(x).not.toBe(z)
    const encode = encodeOnce(jsonMessage)
    expect(x && encode(x)).toBe(y && encode(y))
  })

  it('[PACE-7] a stalled client is not written to, costs the others nothing, and resumes where it stood', () => {
    const { clock, broadcaster, join } = room()
    const [slow, quick] = [join(), join()]
    clock.advance(100)
    slow.subscriber.room = 0
    for (const label of ['a', 'b', 'c']) {
      broadcaster.publish([marker(label)])
      clock.advance(100)
    }
    expect([slow.news(), quick.news()]).toEqual([1, 4])
    slow.subscriber.room = 1
    slow.subscription.wake()
    expect(slow.news()).toBe(1)
    expect(slow.client.replica.read('marker')).toHaveLength(3)
  })

  it('[PACE-8] a restart tells every client anew, under a new epoch', () => {
    const { clock, broadcaster, join } = room()
    const { client } = join()
    broadcaster.publish([marker('old')])
    clock.advance(100)
    const before = broadcaster.head().epoch
    broadcaster.restart([marker('new')])
    expect(client.log.at(-1)).toMatchObject({ type: 'snapshot', reset: true, complete: true })
    expect(client.replica.read('marker').map((event) => event.payload.label)).toEqual(['new'])
    expect(client.cursor?.epoch).not.toBe(before)
  })

  it('[PACE-9] a client closed in the middle of being told is told no more', () => {
    const { clock, broadcaster, join } = room()
    const { client, subscription, subscriber } = join()
    clock.advance(100)
    const send = subscriber.send
    subscriber.send = (delivery) => {
      subscription.close()
      send(delivery)
    }
    broadcaster.publish([marker('a')])
    broadcaster.publish([marker('b')])
    clock.advance(100)
    expect(client.replica.read('marker')).toHaveLength(1)
    expect([broadcaster.clients, clock.pending()]).toEqual([0, 0])
  })

  it('[PACE-10] counts what was published by topic', () => {
    const { broadcaster } = room()
    broadcaster.publish([marker('a'), marker('b'), deckAt(9)])
    expect(broadcaster.published).toMatchObject({ marker: 2, deck: 1, alert: 0 })
  })
})
