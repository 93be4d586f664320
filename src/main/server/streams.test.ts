import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../shared/clock'
import type { EventDraft } from '../../shared/event'
import { deckAt, held, marker, metric } from '../../shared/testing/events'
import { defaultRetention, type TopicName } from '../../shared/topics'
import { createBroadcaster } from '../broadcaster/broadcaster'
import { createTestClient, type TestClient } from '../broadcaster/testing/client'
import { defaultLimits } from './limits'
import { testServer } from './testing/server'
import { type OpenStream, openIpc, openPoll, openSse, openWs, type StreamOptions } from './testing/stream-clients'

const streams: [string, OpenStream][] = [
  ['ws', openWs],
  ['sse', openSse],
  ['poll', openPoll],
  ['ipc', openIpc],
]

const small = () =>
  createBroadcaster({ clock: systemClock, retention: defaultRetention, journal: { events: 20, bytes: 1e6 } })

describe.each(streams)('the stream by %s', (name, openStream) => {
  async function room(changes: Parameters<typeof testServer>[0] = {}) {
    const server = await testServer(changes)
    const join = (options: Partial<StreamOptions> = {}, client: TestClient = createTestClient(defaultRetention)) => {
      const stream = openStream({
        base: server.url,
        deps: server.deps,
        cursor: client.cursor,
        tell: client.tell,
        ...options,
      })
      onTestFinished(() => stream.close())
      const caughtUp = async (types?: readonly TopicName[]) =>
        vi.waitFor(
          () => {
            expect(client.complete).toBe(true)
            expect(client.cursor).toEqual(server.broadcaster.head())
            expect(held(client.replica)).toEqual(held(server.broadcaster.replica, types ? new Set(types) : null))
          },
          { timeout: 8_000, interval: 10 },
        )
      return { client, stream, caughtUp }
    }
    const gone = () => vi.waitFor(() => expect(server.broadcaster.clients).toBe(0))
    return { ...server, join, gone }
  }

  it('[STREAM-1] says hello, then what is retained, closed by a marker, and only then live events', async () => {
    const { broadcaster, join } = await room()
    broadcaster.publish([metric('gbt'), marker('a'), metric('gbt', 0.8), deckAt(9)])
    const { client, caughtUp } = join()
    await caughtUp()
    broadcaster.publish([marker('b')])
    await caughtUp()
    expect(client.log[0]).toMatchObject({ type: 'hello', protocol: 1, heartbeat_s: 20 })
    const offsets = client.log.flatMap((message) => ('events' in message ? message.events : [])).map((e) => e.offset)
    expect(offsets).toEqual([2, 3, 4, 5])
    const firstComplete = client.log.findIndex((message) => message.type === 'snapshot' && message.complete)
    const before = client.log.slice(0, firstComplete + 1)
    expect(before.flatMap((message) => ('events' in message ? message.events : []))).toHaveLength(3)
    expect(client.scene).toBe(9)
  })

  it('[STREAM-2] resumes after a cursor without a hole and without a reset', async () => {
    const { broadcaster, join, gone } = await room()
    broadcaster.publish([marker('a')])
    const first = join()
    await first.caughtUp()
    first.stream.close()
    await gone()
    broadcaster.publish([marker('b'), marker('c')])
    const told = first.client.log.length
    const again = join({}, first.client)
    await again.caughtUp()
    const news = first.client.log.slice(told)
    expect(news.some((message) => message.type === 'snapshot' && message.reset)).toBe(false)
    expect(first.client.replica.read('marker')).toHaveLength(3)
  })

  it('[STREAM-3] past the journal tells a gap that counts exactly what is lost', async () => {
    const { broadcaster, join, gone } = await room({ broadcaster: small() })
    broadcaster.publish([marker('a')])
    const { client, caughtUp, stream } = join()
    await caughtUp()
    stream.close()
    await gone()
    broadcaster.publish(Array.from({ length: 50 }, (_, n) => metric(`m${n % 5}`)))
    const again = join({}, client)
    await again.caughtUp()
    expect(client.log.filter((message) => message.type === 'gap')).toEqual([
      { type: 'gap', from: 1, to: 51, dropped: 45 },
    ])
  })

  it('[STREAM-4] a cursor of another epoch, or none that it knows, starts anew; so does a live client at a restart', async () => {
    const { broadcaster, join } = await room()
    broadcaster.publish([marker('a')])
    const { client, caughtUp } = join({ cursor: { epoch: 'f'.repeat(16), offset: 1 } })
    await caughtUp()
    expect(client.log[1]).toMatchObject({ type: 'snapshot', reset: true })
    broadcaster.restart([marker('b'), marker('c')])
    await caughtUp()
    expect(client.replica.read('marker').map((event) => event.payload.label)).toEqual(['b', 'c'])
  })

  // The shell's own windows ask for every topic.
  it.skipIf(name === 'ipc')(
    '[STREAM-5] brings the topics that were asked for, embedding never without what empties it, an empty list none',
    async () => {
      const { broadcaster, join } = await room()
      const point: EventDraft = { type: 'embedding', payload: { x: 0, y: 0, z: 0 }, timestamp: 1, origin: 'live' }
      broadcaster.publish([marker('a'), metric('gbt'), point])
      const some = join({ types: 'marker,embedding,hologram' })
      const none = join({ types: '' })
      await some.caughtUp(['marker', 'embedding', 'embedding_snapshot'])
      await none.caughtUp([])
      broadcaster.publish([metric('mlp'), marker('b')])
      await some.caughtUp(['marker', 'embedding', 'embedding_snapshot'])
    },
  )

  it('[STREAM-6] a client that leaves is forgotten, and told nothing more', async () => {
    const { broadcaster, join, gone } = await room()
    const { client, caughtUp, stream } = join()
    await caughtUp()
    stream.close()
    await gone()
    const told = client.log.length
    broadcaster.publish([marker('late')])
    await join().caughtUp()
    expect(client.log).toHaveLength(told)
  })

  it('[STREAM-7] a client that stops reading is not written to, and converges when it reads again', async () => {
    const { broadcaster, join } = await room()
    const { client, stream, caughtUp } = join()
    await caughtUp()
    stream.pause()
    const text = 'x'.repeat(200)
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 300; i++) {
      broadcaster.publish(Array.from({ length: 200 }, (_, n) => ({ ...marker(`${i}-${n}-${text}`) })))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(24 * 1024 * 1024)
    stream.resume()
    await caughtUp()
    expect(client.delivered + client.dropped).toBe(broadcaster.head().offset)
  })

  // The room's own screen is never turned away.
  it.skipIf(name === 'ipc')(
    '[STREAM-8] past the limit of clients it is refused, with the name of the limit',
    async () => {
      const { join, url, deps } = await room({ limits: { ...defaultLimits, clients: 1 } })
      const holder = openSse({ base: url, deps, tell: () => {} })
      onTestFinished(() => holder.close())
      await vi.waitFor(async () => expect((await fetch(`${url}/api/poll?wait=0`)).status).toBe(503))
      const closed = vi.fn()
      join({ closed })
      await vi.waitFor(() => expect(closed).toHaveBeenCalled())
    },
  )
})
