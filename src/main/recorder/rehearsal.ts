import type { Dispose } from '../../shared/dispose'
import type { Payload } from '../../shared/topics'
import type { Rehearsing } from './commands'
import { createPlayer, type PlayerOptions } from './player/player'
import { type Timeline, timelineOf } from './player/timeline'
import { openTape } from './tape/tape'

/** What is rehearsed, and how. */
export interface RehearsalOptions {
  readonly file: string
  readonly speed: number
  readonly loop: boolean
  /** Milliseconds since the recording's start. */
  readonly fromMs: number
}

export interface Rehearsal extends Rehearsing {
  readonly timeline: Timeline
  readonly close: Dispose
}

interface Stage extends Omit<PlayerOptions, 'tape' | 'warn' | 'speed' | 'loop'> {
  raise(alert: Omit<Payload<'alert'>, 'count' | 'dismissed'>): void
}

/** Opens a recording, puts its beginning on the stage, and plays. An error is one sentence. */
export async function startRehearsal(
  { file, speed, loop, fromMs }: RehearsalOptions,
  stage: Stage,
): Promise<Rehearsal | { readonly error: string }> {
  const warn = (message: string) => stage.raise({ id: 'replay', severity: 'warning', message, source: 'replay' })
  const opened = await openTape(file, warn)
  if ('error' in opened) return opened
  const { tape } = opened
  if (fromMs > tape.endMs - tape.startMs) {
    await tape.close()
    return {
      error: `--from: ${tape.name} ends after ${Math.round((tape.endMs - tape.startMs) / 1000)} s; begin before that`,
    }
  }
  const player = createPlayer({ ...stage, tape, warn, speed, loop })
  await player.begin(fromMs)
  player.dispatch({ type: 'play' })
  return {
    tape,
    player,
    timeline: timelineOf(tape),
    close() {
      player.close()
      void player.settled().then(tape.close)
    },
  }
}
