import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { fakeClock } from '../../../shared/clock'
import type { EventDraft } from '../../../shared/event'
import { defaultRetention, type RetentionTable } from '../../../shared/topics'
import { type Broadcaster, createBroadcaster } from '../../broadcaster/broadcaster'
import type { Subscription } from '../../broadcaster/pump'
import { openSink, type Sink } from '../mcap/sink'
import { loadZstd } from '../mcap/zstd'
import { type RunningRecording, runRecording } from '../recording/run'
import { openTape, type Tape } from '../tape/tape'
import { detection } from './detection'

/** Small enough that random histories evict. */
export const smallRetention: RetentionTable = {
  ...defaultRetention,
  prediction: { policy: 'last-per-key', key: ['episode_id', 'window_idx'], limit: 5 },
  live_detection: { policy: 'ring-per-key', key: ['host_id'], per_key: 3, limit: 7 },
  embedding: { policy: 'points', limit: 4, emptied_by: 'embedding_snapshot' },
  marker: { policy: 'ring', limit: 3 },
}

/** A stream with a clock that stands still, in a directory of its own. Dispose of it. */
export async function stage(options: { journal?: number; retention?: RetentionTable } = {}) {
  await loadZstd()
  const dir = await mkdtemp(join(tmpdir(), 'lectern-recorder-'))
  const clock = fakeClock()
  const retention = options.retention ?? defaultRetention
  const journal = { events: options.journal ?? 8_192, bytes: 8 * 1024 * 1024 }
  const broadcaster = createBroadcaster({ clock, retention, journal })
  let files = 0
  return {
    dir,
    clock,
    retention,
    broadcaster,
    newFile: () => join(dir, `${files++}.mcap`),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  }
}
export type Stage = Awaited<ReturnType<typeof stage>>

export interface RecordOptions {
  readonly sink?: (file: string) => Promise<Sink>
  readonly embedding?: (sha256: string) => Promise<Uint8Array | null>
}

export async function record(at: Stage, options: RecordOptions = {}) {
  const file = at.newFile()
  let subscription: Subscription | null = null
  const run = runRecording({
    sink: await (options.sink ?? openSink)(file),
    retention: at.retention,
    clock: at.clock,
    open(subscriber) {
      subscription = at.broadcaster.open(subscriber, null)
      return subscription
    },
    embedding: options.embedding ?? (async () => null),
  })
  const caughtUp = () => subscription?.cursor().offset === at.broadcaster.head().offset
  return { file, caughtUp, ...run }
}

/** Stops it and waits until the file is closed. */
export async function stopped(run: RunningRecording): Promise<void> {
  run.stop()
  const outcome = await run.ended
  if (outcome.kind === 'failed') throw new Error(outcome.error)
}

export async function opened(file: string, warnings: string[] = []): Promise<Tape> {
  const result = await openTape(file, (sentence) => warnings.push(sentence))
  if ('error' in result) throw new Error(result.error)
  return result.tape
}

/** What is retained, without what a renumbering, a replay or the running program makes of it. */
export function contentOf(drafts: Iterable<EventDraft>): string[] {
  return [...drafts].map(({ type, payload }) => JSON.stringify([type, payload]))
}

export function retainedBy({ replica }: Broadcaster, without: ReadonlySet<string>): string[] {
  return contentOf(replica.since(0)).filter((text) => !without.has(JSON.parse(text)[0]))
}

const host = fc.constantFrom('a', 'b', 'c')
const dated = <D>(arbitrary: fc.Arbitrary<D>) => arbitrary.map((draft) => ({ ...draft, timestamp: 1_781_246_273 }))

/** Events of topics with every kind of retention, and of the running program. */
export const anyDraft: fc.Arbitrary<EventDraft> = fc.oneof(
  dated(
    fc.record({
      type: fc.constant('prediction' as const),
      payload: fc.record({ episode_id: host, window_idx: fc.nat(3), predicted: host }),
      origin: fc.constant('live' as const),
    }),
  ),
  dated(
    fc.record({
      type: fc.constant('live_detection' as const),
      payload: fc.record({ host_id: host, label: host, score: fc.constantFrom(0.25, 0.5) }),
      origin: fc.constant('live' as const),
    }),
  ),
  dated(
    fc.record({
      type: fc.constant('embedding' as const),
      payload: fc.record({ x: fc.nat(9), y: fc.nat(9), z: fc.nat(9) }),
      origin: fc.constant('sample' as const),
    }),
  ),
  dated(
    fc.record({
      type: fc.constant('marker' as const),
      payload: fc.record({ label: host }),
      origin: fc.constant('live' as const),
    }),
  ),
  fc.constantFrom(7, 9, 11).map((scene) => deckAt(scene)),
)

export function deckAt(scene: number): EventDraft<'deck'> {
  const timer = { started_at: null, elapsed_s: 0, running: false }
  const payload = { scene, curtain: null, frozen: false, overview: false, timer }
  return { type: 'deck', payload, timestamp: 1_781_246_273, origin: 'live' }
}

export function markerOf(label: string): EventDraft<'marker'> {
  return { type: 'marker', payload: { label }, timestamp: 1_781_246_273, origin: 'live' }
}

export const bytesOf = (file: string): Promise<Uint8Array> => readFile(file)

export { detection }
