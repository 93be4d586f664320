import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBroadcaster } from '../../main/broadcaster/broadcaster'
import { fakeClock } from '../../shared/clock'
import type { EventDraft } from '../../shared/event'
import { defaultRetention, type RetentionTable } from '../../shared/topics'
import { parseSnapshotBody } from '../../shared/wire'
import { createConnection } from './connection'
import { memoryLines } from './testing/lines'

/** Small enough for every policy to forget, and for the journal to be outrun. */
const retention: RetentionTable = {
  ...defaultRetention,
  model_metric: { policy: 'last-per-key', key: ['model'], limit: 3 },
  live_detection: { policy: 'ring-per-key', key: ['host_id'], per_key: 3, limit: 7 },
  marker: { policy: 'ring', limit: 4 },
  embedding: { policy: 'points', limit: 5, emptied_by: 'embedding_snapshot' },
}

const of = (type: EventDraft['type'], payload: object): EventDraft =>
  // Only the retention's keys of a payload matter here; whole payloads are the parsers' tests.
  ({ type, payload, timestamp: 1, origin: 'live' }) as EventDraft

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const draft = fc.oneof(
  names.map((model) => of('model_metric', { model, macro_f1: 0.5 })),
  names.map((host_id) => of('live_detection', { host_id, label: 'x', score: 1 })),
  fc.nat({ max: 3 }).map((extra) => of('embedding', { points: Array.from({ length: 1 + extra }, () => ({})) })),
  fc.constant(of('embedding_snapshot', { sha256: 'x' })),
  fc.constantFrom('m', 'x'.repeat(100_000)).map((label) => of('marker', { label })),
  fc.nat({ max: 9 }).map((scene) => of('deck', { scene })),
)
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.array(draft, { maxLength: 12 }).map((drafts) => ({ what: 'publish', drafts }) as const) },
  { weight: 4, arbitrary: fc.nat({ max: 300 }).map((ms) => ({ what: 'pass', ms }) as const) },
  { weight: 1, arbitrary: fc.constant({ what: 'pass', ms: 60_000 } as const) },
  { weight: 2, arbitrary: fc.constant({ what: 'cut' } as const) },
  { weight: 1, arbitrary: fc.boolean().map((on) => ({ what: 'stall', on }) as const) },
  { weight: 1, arbitrary: fc.array(draft, { maxLength: 3 }).map((drafts) => ({ what: 'restart', drafts }) as const) },
  {
    weight: 1,
    arbitrary: fc.subarray(['ws', 'sse', 'poll'] as const).map((blocked) => ({ what: 'block', blocked }) as const),
  },
)

function setting() {
  const clock = fakeClock()
  const broadcaster = createBroadcaster({ clock, retention, journal: { events: 10, bytes: 500_000 } })
  const lines = memoryLines(broadcaster, clock)
  const surroundings = { watch: () => () => {}, hidden: () => false }
  const connection = createConnection({
    ...{ transports: lines.transports, afterFailures: 2, clock, surroundings },
    random: () => 0.5,
    changed: () => {},
  })
  const held = () =>
    [...connection.read().cache.since(0)].map(({ type, payload, offset }) => ({ type, payload, offset }))
  const owed = () => [...broadcaster.replica.since(0)].map(({ type, payload, offset }) => ({ type, payload, offset }))
  return { clock, broadcaster, lines, connection, held, owed }
}

describe('the connection', () => {
  test('[LINK-20] whatever happened on the way, a client that has caught up holds exactly what the server retains', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (story) => {
        const { clock, broadcaster, lines, connection, held, owed } = setting()
        const stop = connection.start()
        for (const step of story) {
          if (step.what === 'publish') broadcaster.publish(step.drafts)
          if (step.what === 'restart') broadcaster.restart(step.drafts)
          if (step.what === 'pass') clock.advance(step.ms)
          if (step.what === 'cut') lines.cut()
          if (step.what === 'stall') lines.weather.stalled = step.on
          if (step.what === 'block') {
            lines.weather.blocked.clear()
            for (const name of step.blocked) lines.weather.blocked.add(name)
          }
        }
        lines.weather.blocked.clear()
        lines.weather.stalled = false
        lines.wake()
        clock.advance(120_000)
        expect(held()).toEqual(owed())
        expect(connection.read()).toMatchObject({ complete: true, link: { phase: 'open' } })
        expect(connection.read().deck?.payload).toEqual(broadcaster.replica.read('deck').at(-1)?.payload)
        stop()
      }),
      { numRuns: 150 },
    )
  })

  test('[LINK-21] while a reset is filling the new replica, the old one stays on the screen', () => {
    const { clock, broadcaster, lines, connection, held } = setting()
    broadcaster.publish([of('marker', { label: 'old' })])
    connection.start()
    clock.advance(100)
    const old = held()
    lines.weather.stalled = true
    broadcaster.restart(['a', 'b', 'c', 'd'].map((end) => of('marker', { label: 'x'.repeat(100_000) + end })))
    clock.advance(100)
    expect(held()).toEqual(old)
    lines.weather.stalled = false
    lines.wake()
    clock.advance(3)
    expect(held()).toHaveLength(4)
  })

  test('[LINK-22] it goes on from a snapshot that was fetched apart, without telling anything twice', () => {
    const { clock, broadcaster, connection, held, owed } = setting()
    broadcaster.publish([of('marker', { label: 'one' })])
    const { epoch, offset } = broadcaster.head()
    const events = [...broadcaster.replica.since(0)].map((event) => event.json).join()
    const head = JSON.stringify({ protocol: 1, now: clock.now() / 1000 + 7, cursor: `${epoch}:${offset}`, retention })
    const parsed = parseSnapshotBody(`${head.slice(0, -1)},"events":[${events}],"complete":true}`)
    if ('error' in parsed) throw new Error(parsed.error)
    connection.begin(parsed.message)
    const { cache, clockOffsetMs } = connection.read()
    expect(clockOffsetMs).toBe(7_000)
    broadcaster.publish([of('marker', { label: 'two' })])
    connection.start()
    clock.advance(100)
    expect(held()).toEqual(owed())
    expect(connection.read().cache).toBe(cache)
  })

  test('[LINK-23] what cannot be understood is followed by a beginning from the beginning', () => {
    const { clock, broadcaster, connection, held, owed } = setting()
    const broken = { ...memoryLines(broadcaster, clock).transports[0] }
    let garble = false
    const parse = broken.parse
    const transport = { ...broken, parse: (text: string) => (garble ? { error: 'garbled' } : parse(text)) }
    const surroundings = { watch: () => () => {}, hidden: () => false }
    const options = { afterFailures: 3, clock, surroundings, random: () => 0, changed: () => {} }
    const line = createConnection({ transports: [transport], ...options })
    line.start()
    broadcaster.publish([of('marker', { label: 'one' })])
    clock.advance(100)
    garble = true
    broadcaster.publish([of('marker', { label: 'two' })])
    clock.advance(100)
    expect(line.read().link.phase).toBe('waiting')
    garble = false
    clock.advance(10_000)
    expect([...line.read().cache.since(0)]).toHaveLength(2)
    connection.start()
    clock.advance(100)
    expect(held()).toEqual(owed())
  })

  test('[LINK-24] reconnects and gaps are counted', () => {
    const { clock, broadcaster, lines, connection } = setting()
    connection.start()
    clock.advance(6_000)
    lines.cut()
    broadcaster.publish(Array.from({ length: 30 }, () => of('marker', { label: 'm' })))
    clock.advance(10_000)
    expect(connection.read()).toMatchObject({ link: { reconnects: 1, transport: 'ws' }, gaps: 1, dropped: 26 })
  })

  test('[LINK-53] a clock that is set back by an hour keeps no page from trying again', () => {
    const { clock, lines, connection } = setting()
    connection.start()
    clock.advance(100)
    lines.cut()
    expect(connection.read().link.phase).toBe('waiting')
    clock.step(-3_600_000)
    clock.advance(4_000)
    expect(connection.read().link.phase).toBe('open')
  })

  test('[LINK-25] a change of transport is no reconnect, whether the try works or not', () => {
    const { clock, broadcaster, lines, connection } = setting()
    /** The server is never silent for long. */
    const pass = (minutes: number) => {
      for (let left = minutes * 3; left > 0; left--) {
        broadcaster.publish([of('marker', { label: 'm' })])
        clock.advance(20_000)
      }
    }
    lines.weather.blocked.add('ws')
    connection.start()
    pass(1)
    expect(connection.read().link).toMatchObject({ transport: 'sse', reconnects: 0 })
    pass(10)
    expect(connection.read().link).toMatchObject({ phase: 'open', transport: 'sse', reconnects: 0 })
    lines.weather.blocked.clear()
    pass(3)
    expect(connection.read().link).toMatchObject({ transport: 'ws', reconnects: 0 })
    lines.cut()
    clock.advance(10_000)
    expect(connection.read().link.reconnects).toBe(1)
  })
})
