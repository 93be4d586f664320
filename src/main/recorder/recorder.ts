import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Clock, every } from '../../shared/clock'
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
  | { readonly phase: 'opening' }
  | { readonly phase: 'recording'; readonly file: string; readonly run: RunningRecording; readonly quiet: Dispose }

/** The recorder of a server. What it is doing stands in `recorder_status`, at most once a second. */
export interface Recorder {
  /** Answers with the file's path. */
  start(): Promise<CommandResult>
  /** Resolves when the file is closed, and answers with its path. */
  stop(): Promise<CommandResult>
  readonly recording: boolean
  /** Of the running recording, for metrics; null while there is none. */
  figures(): Figures | null
  /** Stops what runs; nothing is published any more. */
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

  return {
    async start() {
      if (state.phase !== 'idle') return { error: 'a recording is running; stop it first' }
      state = { phase: 'opening' }
      const file = join(dir, fileName(clock.now()))
      try {
        await Promise.all([mkdir(dir, { recursive: true }), loadZstd()])
        const sink = await (options.openSink ?? openSink)(file)
        const run = runRecording({ ...options, sink })
        const quiet = every(clock, STATUS_MS, () => say(file, 'recording', run.figures()))
        state = { phase: 'recording', file, run, quiet }
        alerts.settle(ALERT)
        say(file, 'recording', run.figures())
        void run.ended.then((outcome) => ended(file, run, quiet, outcome))
        return { done: { file } }
      } catch (error) {
        state = { phase: 'idle' }
        return { error: `no recording in ${dir}: ${diskSentence(error)}` }
      }
    },
    async stop() {
      if (state.phase !== 'recording') return { error: 'nothing is being recorded' }
      const { run, file } = state
      run.stop()
      const outcome = await run.ended
      return outcome.kind === 'closed' ? { done: { file } } : { error: `the recording has ended: ${outcome.error}` }
    },
    get recording() {
      return state.phase === 'recording'
    },
    figures: () => (state.phase === 'recording' ? state.run.figures() : null),
    async close() {
      closed = true
      if (state.phase !== 'recording') return
      state.run.stop()
      await state.run.ended
    },
  }
}

/** `lectern-20261121-014500.mcap`: sorts by time, and no platform minds it. */
function fileName(nowMs: number): string {
  const [day = '', time = ''] = new Date(nowMs).toISOString().split('T')
  return `lectern-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}.mcap`
}
