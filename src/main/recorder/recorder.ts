import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Clock, every, within } from '../../shared/clock'
import type { CommandResult } from '../../shared/command'
import type { Dispose } from '../../shared/dispose'
import type { EventDraft } from '../../shared/event'
import type { Payload } from '../../shared/topics'
import { openSink, type Sink } from './mcap/sink'
import { loadZstd } from './mcap/zstd'
import { diskSentence } from './recording/disk-sentence'
import { type Figures, type Outcome, type RunningRecording, type RunOptions, runRecording } from './recording/run'

const STATUS_MS = 1_000
const ALERT = 'recorder'
/** How long the end of a program waits for a disk: without its index a recording plays up to its last chunk, too. */
const CLOSE_MS = 1_000

export interface RecorderOptions extends Omit<RunOptions, 'sink'> {
  /** Where recordings go; made when it is first needed. */
  readonly dir: string
  readonly clock: Clock
  publish(drafts: readonly EventDraft[]): void
  readonly alerts: {
    raise(alert: Omit<Payload<'alert'>, 'count' | 'dismissed'>): void
    settle(id: string): void
  }
  /** For tests: a disk that fails. */
  readonly openSink?: (file: string) => Promise<Sink>
}

type RecorderState =
  | { readonly phase: 'idle' }
  /** `opened` resolves as `start` does, and never rejects. */
  | { readonly phase: 'opening'; readonly opened: Promise<CommandResult> }
  | { readonly phase: 'recording'; readonly file: string; readonly run: RunningRecording; readonly quiet: Dispose }

/** The recorder of a server. What it is doing stands in `recorder_status`, at most once a second. */
export interface Recorder {
  /** Answers with the file's path. */
  start(): Promise<CommandResult>
  /**
   * Resolves when the file is closed, and answers with its path. What is written before is bounded in bytes: what the
   * journal still holds for it, and the index. How long the disk takes for them is bounded by nothing.
   */
  stop(): Promise<CommandResult>
  /** True from `start` on, also while the file is yet to be opened. */
  readonly recording: boolean
  /** Of the running recording, for metrics; null while there is none. */
  figures(): Figures | null
  /** Stops what runs or is being started, for at most a second; nothing is published, and nothing started, any more. */
  close(): Promise<void>
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { dir, clock, publish, alerts } = options
  let state: RecorderState = { phase: 'idle' }
  let closed = false

  const say = (file: string, phase: string, { events, bytes, duration_s }: Figures) => {
    if (closed) return
    const payload = { state: phase, file: basename(file), events, bytes, duration_s: Math.round(duration_s * 10) / 10 }
    publish([{ type: 'recorder_status', payload, timestamp: clock.now() / 1000, origin: 'live' }])
  }
  const ended = (file: string, run: RunningRecording, quiet: Dispose, outcome: Outcome) => {
    quiet()
    state = { phase: 'idle' }
    say(file, outcome.kind === 'closed' ? 'stopped' : 'failed', run.figures())
    if (outcome.kind === 'closed' || closed) return
    const message = `the recording ${basename(file)} has ended: ${outcome.error}; it plays up to there, press record for a new one`
    alerts.raise({ id: ALERT, severity: 'error', message, source: 'recorder' })
  }

  const begin = async (): Promise<CommandResult> => {
    try {
      await Promise.all([mkdir(dir, { recursive: true }), loadZstd()])
      const { file, sink } = await openNew(join(dir, nameAt(clock.now())), options.openSink ?? openSink)
      const run = runRecording({ ...options, sink })
      const quiet = every(clock, STATUS_MS, () => say(file, 'recording', run.figures()))
      state = { phase: 'recording', file, run, quiet }
      if (!closed) alerts.settle(ALERT)
      say(file, 'recording', run.figures())
      void run.ended.then((outcome) => ended(file, run, quiet, outcome))
      return { done: { file } }
    } catch (error) {
      state = { phase: 'idle' }
      return { error: `no recording in ${dir}: ${diskSentence(error)}` }
    }
  }
  const stop = async (): Promise<CommandResult> => {
    if (state.phase === 'opening') await state.opened
    if (state.phase !== 'recording') return { error: 'nothing is being recorded' }
    const { run, file } = state
    run.stop()
    const outcome = await run.ended
    return outcome.kind === 'closed' ? { done: { file } } : { error: `the recording has ended: ${outcome.error}` }
  }

  return {
    async start() {
      if (closed) return { error: 'this server is ending; nothing is recorded any more' }
      if (state.phase !== 'idle') return { error: 'a recording is running; stop it first' }
      const opened = begin()
      state = { phase: 'opening', opened }
      return opened
    },
    stop,
    get recording() {
      return state.phase !== 'idle'
    },
    figures: () => (state.phase === 'recording' ? state.run.figures() : null),
    async close() {
      closed = true
      const inTime = await within(CLOSE_MS, stop(), clock)
      if (!inTime && state.phase === 'recording') state.quiet()
    },
  }
}

/** `lectern-20261121-014500`: sorts by time, and no platform minds it. */
function nameAt(nowMs: number): string {
  const [day = '', time = ''] = new Date(nowMs).toISOString().split('T')
  return `lectern-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`
}

/** Recordings that one second may begin. */
const MAX_A_SECOND = 9

/** A file that was not there: the second one of a name is `NAME_2.mcap`, which sorts behind it. */
async function openNew(path: string, open: typeof openSink): Promise<{ file: string; sink: Sink }> {
  for (let n = 1; ; n++) {
    const file = `${path}${n === 1 ? '' : `_${n}`}.mcap`
    try {
      return { file, sink: await open(file) }
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
      if (!taken || n === MAX_A_SECOND) throw error
    }
  }
}
