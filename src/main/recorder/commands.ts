import { z } from 'zod'
import type { Clock } from '../../shared/clock'
import { type EventDraft, parseDraft, sentence } from '../../shared/event'
import { MAX_SPEED, MIN_SPEED } from './player/machine'
import type { Player } from './player/player'
import { markBeside } from './player/timeline'
import type { Answer, Recorder } from './recorder'
import type { Tape } from './tape/tape'

/** A presenter's commands to recorder and player, as they come over the wire. */
const tapeCommand = z.discriminatedUnion('command', [
  z.object({ command: z.literal('record'), action: z.enum(['start', 'stop', 'toggle']) }),
  z.object({ command: z.literal('mark'), label: z.string().optional() }),
  z.discriminatedUnion('action', [
    z.object({ command: z.literal('replay'), action: z.enum(['play', 'pause', 'toggle']) }),
    z.object({ command: z.literal('replay'), action: z.literal('seek'), position_s: z.number() }),
    z.object({
      command: z.literal('replay'),
      action: z.literal('jump'),
      to: z.enum(['next', 'previous']),
      kind: z.enum(['scene', 'marker', 'alert', 'job']).default('scene'),
    }),
    z.object({
      command: z.literal('replay'),
      action: z.literal('speed'),
      speed: z.number().min(MIN_SPEED).max(MAX_SPEED),
    }),
    z.object({
      command: z.literal('replay'),
      action: z.literal('step'),
      to: z.enum(['next', 'previous']).default('next'),
    }),
    z.object({ command: z.literal('replay'), action: z.enum(['loop', 'skip_idle']), on: z.boolean() }),
  ]),
])
export type TapeCommand = z.infer<typeof tapeCommand>

export interface Rehearsing {
  readonly tape: Tape
  readonly player: Player
}

export interface TapeCommandDeps {
  readonly recorder: Pick<Recorder, 'start' | 'stop' | 'recording'>
  /** Null where no recording is played. */
  readonly rehearsal: Rehearsing | null
  readonly clock: Clock
  publish(drafts: readonly EventDraft[]): void
}

/** The names of the commands that `handleTapeCommand` takes. */
export const tapeCommands: ReadonlySet<string> = new Set(['record', 'mark', 'replay'])

/** Does what a presenter's `record`, `mark` or `replay` says. An error is one sentence; it never rejects. */
export async function handleTapeCommand(input: unknown, deps: TapeCommandDeps): Promise<Answer> {
  const parsed = tapeCommand.safeParse(input)
  if (!parsed.success) return { error: sentence('command', parsed.error) }
  const command = parsed.data
  switch (command.command) {
    case 'record': {
      const start = command.action === 'start' || (command.action === 'toggle' && !deps.recorder.recording)
      return start ? deps.recorder.start() : deps.recorder.stop()
    }
    case 'mark':
      return mark(command.label, deps)
    case 'replay':
      if (!deps.rehearsal) return { error: 'nothing is replayed here: "lectern rehearse FILE.mcap" does' }
      return replay(command, deps.rehearsal)
  }
}

function mark(label: string | undefined, { clock, publish }: TapeCommandDeps): Answer {
  const now = clock.now()
  const name = label?.trim() || `mark at ${new Date(now).toISOString().slice(11, 19)} UTC`
  const parsed = parseDraft({ type: 'marker', payload: { label: name } }, now)
  if ('error' in parsed) return parsed
  publish([parsed.draft])
  return { ok: true }
}

async function replay(
  command: Extract<TapeCommand, { command: 'replay' }>,
  { tape, player }: Rehearsing,
): Promise<Answer> {
  switch (command.action) {
    case 'play':
    case 'pause':
      player.dispatch({ type: command.action })
      break
    case 'toggle':
      player.dispatch({ type: player.state.motion.phase === 'playing' ? 'pause' : 'play' })
      break
    case 'seek':
      player.dispatch({ type: 'seek', to: command.position_s * 1000 })
      break
    case 'jump': {
      const to = markBeside(tape.index.marks, command.kind, tape.startMs + player.position(), command.to)
      if (to === null) return { error: `there is no ${command.to} ${command.kind} in ${tape.name}` }
      player.dispatch({ type: 'seek', to: to - tape.startMs })
      break
    }
    case 'speed':
      player.dispatch({ type: 'speed', value: command.speed })
      break
    case 'step':
      await player.step(command.to)
      break
    case 'loop':
      player.dispatch({ type: 'loop', on: command.on })
      break
    case 'skip_idle':
      player.dispatch({ type: 'skip-idle', on: command.on })
      break
  }
  return { ok: true }
}
