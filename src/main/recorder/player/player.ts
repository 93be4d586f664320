import type { Clock } from '../../../shared/clock'
import type { Dispose } from '../../../shared/dispose'
import type { EventDraft } from '../../../shared/event'
import type { StickyCache } from '../../../shared/sticky-cache'
import type { Payload, RetentionTable } from '../../../shared/topics'
import { liveTopics } from '../marks'
import type { Playhead, Tape, TapeStep } from '../tape/tape'
import { advance, alarmAt, type PlayerEvent, type PlayerState, positionAt } from './machine'
import { replayed } from './replayed'
import { tapeEmbeddings } from './tape-embeddings'

/** Events that are due are told together, in milliseconds: the pace of a live server's deliveries. */
const TICK_MS = 40
const STATUS_MS = 1_000
/** With nothing to happen for longer than this, an idle time is skipped, up to the moment before it ends. */
const IDLE_MS = 2_000
const LEAD_MS = 500

export interface PlayerOptions {
  readonly tape: Tape
  readonly clock: Clock
  readonly retention: RetentionTable
  /** The source's replica as it is now. */
  read(): StickyCache
  publish(drafts: readonly EventDraft[]): void
  /** Begins a new life of the source, which holds these events alone. */
  restart(drafts: readonly EventDraft[]): void
  /** Gives the store an embedding's bytes; false where they are not what their name says. */
  restore(snapshot: Payload<'embedding_snapshot'>, stream: Uint8Array): boolean
  warn(sentence: string): void
  readonly speed: number
  readonly loop: boolean
}

/** The rim of the player: it knows the clock, the recording and the stage. */
export interface Player {
  /** Resolves once the stage shows `fromMs`. */
  begin(fromMs: number): Promise<void>
  dispatch(event: PlayerEvent): void
  /** To the next event, and there only; backwards by a seek. */
  step(direction: 'next' | 'previous'): Promise<void>
  /** Resolves when what was due or looked up by now is on the stage. */
  settled(): Promise<void>
  /** Milliseconds since the recording's start. */
  position(): number
  readonly state: PlayerState
  readonly close: Dispose
}

export function createPlayer(options: PlayerOptions): Player {
  const { tape, clock, retention, read, publish, restart, warn } = options
  let state: PlayerState = {
    duration: tape.endMs - tape.startMs,
    motion: { phase: 'paused', at: 0 },
    seek: { phase: 'none', last: -Infinity },
    speed: options.speed,
    loop: options.loop,
    skipIdle: false,
  }
  let head: Playhead = { chunk: 0, entry: 0 }
  /** Counts the seeks: what was read before one is not played after it. */
  let seeks = 0
  /** Everything that touches the stage, one after the other. */
  let turn: Promise<void> = Promise.resolve()
  let timer: Dispose = () => {}
  let statusAt = -Infinity
  const withEmbedding = tapeEmbeddings(options)
  let closed = false
  const events = tape.index.chunks.reduce((sum, chunk) => sum + chunk.events, 0)

  const position = () => positionAt(state, clock.elapsed())
  const shift = (atMs: number) => clock.now() - atMs
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(async () => {
      if (!closed) await work()
    })
    turn = turn.catch((error: unknown) => warn(error instanceof Error ? error.message : String(error)))
    return turn
  }

  const say = () => {
    statusAt = clock.elapsed()
    const { motion, duration, speed, loop, skipIdle } = state
    const payload = {
      state: motion.phase,
      file: tape.name,
      events,
      bytes: tape.bytes,
      duration_s: duration / 1000,
      position_s: position() / 1000,
      speed,
      loop,
      skip_idle: skipIdle,
    }
    publish([{ type: 'replay_status', payload, timestamp: clock.now() / 1000, origin: 'live' }])
  }

  const tellAnew = async (drafts: readonly EventDraft[], atMs: number) => {
    const shown = await withEmbedding(drafts)
    const own: EventDraft[] = []
    for (const { offset: _, type, payload, timestamp, origin } of read().since(0)) {
      const isOwn = liveTopics.has(type) || (type === 'marker' && origin === 'live')
      if (isOwn) own.push({ type, payload, timestamp, origin } as EventDraft) // type and payload of one event belong together
    }
    restart([...shown.map((draft) => replayed(draft, shift(atMs))), ...own])
  }

  const perform = async (steps: readonly TapeStep[]) => {
    let batch: EventDraft[] = []
    const flush = async () => {
      const due = await withEmbedding(batch)
      batch = []
      publish(due)
    }
    for (const step of steps) {
      if (step.kind === 'event') batch.push(replayed(step.draft, shift(step.atMs)))
      else {
        await flush()
        await tellAnew(step.drafts, step.atMs)
      }
    }
    await flush()
  }

  const lookUp = (to: number) => {
    const mine = ++seeks
    return inTurn(async () => {
      try {
        if (mine !== seeks) return
        const found = await tape.stateAt(tape.startMs + to, retention)
        await tellAnew(found.drafts, tape.startMs + to)
        head = found.head
      } finally {
        dispatch({ type: 'sought' })
      }
    })
  }

  /** Plays what is due, and says when to look again. What cannot be read pauses: whoever plays on tries it again. */
  const playDue = () =>
    inTurn(async () => {
      try {
        await playOn()
      } catch (error) {
        state = advance(state, { type: 'pause' }, clock.elapsed()).state
        say()
        arm(0)
        throw error
      }
    })

  const playOn = async () => {
    const before = seeks
    const at = position()
    const { steps, head: behind, nextMs } = await tape.read(head, tape.startMs + at)
    if (before !== seeks) return
    head = behind
    await perform(steps)
    if (before !== seeks || state.motion.phase !== 'playing') return
    const next = nextMs === null ? null : nextMs - tape.startMs
    if (next === null && position() >= state.duration) return dispatch({ type: 'finished' })
    const idle = (next ?? state.duration) - position()
    if (state.skipIdle && idle > IDLE_MS) return dispatch({ type: 'moved', to: (next ?? state.duration) - LEAD_MS })
    arm(Math.max(TICK_MS, idle / state.speed))
  }

  /** Wakes at what comes first: the machine's alarm, the next event, the next status. */
  const arm = (playMs: number) => {
    timer()
    if (closed) return
    const now = clock.elapsed()
    const alarm = alarmAt(state)
    if (alarm !== null) timer = clock.after(alarm - now, () => dispatch({ type: 'alarm' }))
    else if (state.motion.phase === 'playing' && state.seek.phase === 'none') {
      const statusMs = Math.max(0, statusAt + STATUS_MS - now)
      timer = clock.after(Math.min(playMs, statusMs), () => {
        if (clock.elapsed() - statusAt >= STATUS_MS) say()
        void playDue()
      })
    }
  }

  const dispatch = (event: PlayerEvent) => {
    if (closed) return
    const step = advance(state, event, clock.elapsed())
    state = step.state
    if (step.effect) void lookUp(step.effect.to)
    if (event.type === 'pause') void playDue() // what was due since the last batch
    // A hand that scrubs asks far more often than it is answered.
    if (event.type !== 'seek' || step.effect) say()
    arm(0)
  }

  return {
    begin(fromMs) {
      dispatch({ type: 'seek', to: fromMs })
      return turn
    },
    settled: () => turn,
    dispatch,
    step(direction) {
      dispatch({ type: 'pause' })
      return inTurn(async () => {
        if (state.seek.phase !== 'none') return
        const at = position()
        if (direction === 'previous') {
          const to = await tape.before(tape.startMs + at)
          if (to !== null) dispatch({ type: 'seek', to: to - tape.startMs })
          return
        }
        const before = seeks
        const { nextMs } = await tape.read(head, tape.startMs + at)
        if (nextMs === null || before !== seeks) return
        const { steps, head: behind } = await tape.read(head, nextMs)
        head = behind
        await perform(steps)
        dispatch({ type: 'moved', to: nextMs - tape.startMs })
      })
    },
    position,
    get state() {
      return state
    },
    close() {
      closed = true
      timer()
    },
  }
}
