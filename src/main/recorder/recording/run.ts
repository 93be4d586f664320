import { type Clock, timesOfDay } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import type { RetentionTable } from '../../../shared/topics'
import { tapedTopics } from '../mcap/channels'
import type { Sink } from '../mcap/sink'
import { CHUNK_MS, createMcapWriter } from '../mcap/writer'
import type { TapeSubscriber, TapeSubscription } from './delivery'
import { diskSentence } from './disk-sentence'
import { createRecording } from './recording'

/** Bytes on their way to the disk past which nothing more is taken from the stream: its journal waits instead. */
const PENDING_BYTES = 1024 * 1024
/** While events keep coming, they are taken in so many milliseconds' batches: a few large ones cost less than many small ones. */
const TICK_MS = 400
const LOOK_MS = 1_000
/** A recording ends by itself after a day: its index is kept in memory. */
const LONGEST_MS = 24 * 60 * 60 * 1_000

/** How a recording ended. A failed one plays up to its last whole chunk. */
export type Outcome = { readonly kind: 'closed' } | { readonly kind: 'failed'; readonly error: string }

export interface RunOptions {
  readonly sink: Sink
  readonly retention: RetentionTable
  /** The one that dates the events. */
  readonly clock: Clock
  /** Opens a cursor of the stream, from its beginning. */
  open(subscriber: TapeSubscriber): TapeSubscription
  /** The bytes of an embedding; null where they are not to be had. */
  embedding(sha256: string): Promise<Uint8Array | null>
}

export interface RunningRecording {
  /** Closes the file with its index. */
  stop(): void
  readonly ended: Promise<Outcome>
  figures(): Figures
}

export interface Figures {
  readonly events: number
  /** Of the file. */
  readonly bytes: number
  readonly duration_s: number
  /** Spent by the recorder on the server's thread, in milliseconds. */
  readonly busy_ms: number
}

/** Writes what a cursor of the stream is told into the sink, until it is stopped or the disk takes no more. Call after `loadZstd`. */
export function runRecording({ sink, retention, clock, open, embedding }: RunOptions): RunningRecording {
  const writer = createMcapWriter(sink)
  const began = clock.elapsed()
  const timeOfDay = timesOfDay(clock)
  const originMs = timeOfDay(0)
  const aheadMs = () => originMs - timeOfDay(0)
  const recording = createRecording({ writer, retention, elapsed: clock.elapsed, originMs, aheadMs })
  const asked = new Set<string>()
  let subscription: TapeSubscription | null = null
  let work: Generator<undefined, void> | null = null
  let draining = false
  let over = false
  let busyMs = 0
  let chunkTimer: Dispose | null = null
  let settle: (outcome: Outcome) => void = () => {}
  const ended = new Promise<Outcome>((resolve) => {
    settle = resolve
  })

  const finish = async (outcome: Promise<Outcome>) => {
    over = true
    subscription?.close()
    chunkTimer?.()
    stopLooking()
    const result = await outcome
    await sink.close().catch(() => {})
    settle(result)
  }
  const fail = (error: unknown) => {
    if (!over) void finish(Promise.resolve({ kind: 'failed', error: diskSentence(error) }))
  }
  const stop = once(() => {
    if (over) return
    takeRest()
    recording.end()
    void finish(
      sink.drained().then(
        () => ({ kind: 'closed' }),
        (error: unknown) => ({ kind: 'failed', error: diskSentence(error) }),
      ),
    )
  })

  const finishWork = () => {
    if (work) for (const _ of work);
    work = null
  }
  /** What was published since the last batch. */
  const takeRest = () => {
    for (let before = -1; before !== recording.events; ) {
      before = recording.events
      finishWork()
      subscription?.wake()
    }
    finishWork()
  }
  const wake = () => {
    if (!over) subscription?.wake()
  }
  const fetchEmbedding = () => {
    const sha256 = recording.owes()
    if (sha256 === null || asked.has(sha256)) return
    asked.add(sha256)
    void embedding(sha256).then((bytes) => {
      if (bytes && !over) recording.attach(sha256, bytes)
    })
  }
  /** Waits for the disk where it lags behind. */
  const heed = () => {
    if (draining || sink.pending < PENDING_BYTES) return
    draining = true
    sink.drained().then(() => {
      draining = false
      wake()
    }, fail)
  }
  const measured = <T>(call: () => T): T => {
    const before = performance.now()
    try {
      return call()
    } finally {
      busyMs += performance.now() - before
    }
  }
  /** A piece of the work: true when all of it is done. */
  const piece = (): boolean => {
    const done = measured(() => work?.next().done ?? true)
    if (done) work = null
    if (writer.openSince !== null && !chunkTimer) {
      chunkTimer = clock.after(CHUNK_MS, () => {
        chunkTimer = null
        measured(writer.closeChunk)
      })
    }
    heed()
    return done
  }
  const goOn = () => {
    if (over) return
    if (!piece()) clock.after(0, goOn)
    else wake()
  }
  let look: Dispose = () => {}
  const stopLooking = () => look()
  const lookAfter = () => {
    look = clock.after(LOOK_MS, () => {
      lookAfter()
      fetchEmbedding()
      sink.drained().then(async () => {
        if (!over && !(await sink.isThere())) fail(null)
      }, fail)
      if (clock.elapsed() - began >= LONGEST_MS) stop()
    })
  }
  lookAfter()

  subscription = open({
    filter: tapedTopics,
    tickMs: TICK_MS,
    writable: () => !over && work === null && !draining,
    send(told) {
      work = recording.take(told)
      if (!piece()) clock.after(0, goOn)
      else fetchEmbedding()
    },
  })
  return {
    stop,
    ended,
    figures: () => ({
      events: recording.events,
      bytes: sink.position,
      duration_s: (clock.elapsed() - began) / 1000,
      busy_ms: busyMs,
    }),
  }
}
