import { z } from 'zod'
import { type CommandResult, type CommandRow, commandRow } from '../../shared/command'
import { MAX_SPEED, MIN_SPEED } from './player/machine'
import type { Player } from './player/player'
import { markBeside } from './player/timeline'
import type { Recorder } from './recorder'
import type { Tape } from './tape/tape'

const recordCommand = z.object({ action: z.enum(['start', 'stop', 'toggle']) })

/** What the presenter says to the player; `toggle` plays or pauses. */
const replayCommand = z.discriminatedUnion('action', [
  z.object({ action: z.enum(['play', 'pause', 'toggle']) }),
  z.object({ action: z.literal('seek'), position_s: z.number() }),
  z.object({
    action: z.literal('jump'),
    to: z.enum(['next', 'previous']),
    kind: z.enum(['scene', 'marker', 'alert', 'job']).default('scene'),
  }),
  z.object({ action: z.literal('speed'), speed: z.number().min(MIN_SPEED).max(MAX_SPEED) }),
  z.object({ action: z.literal('step'), to: z.enum(['next', 'previous']).default('next') }),
  z.object({ action: z.enum(['loop', 'skip_idle']), on: z.boolean() }),
])
type ReplayCommand = z.infer<typeof replayCommand>

export interface Rehearsing {
  readonly tape: Tape
  readonly player: Player
}

/** The commands of recorder and player. `rehearsal` is null where no recording is played. */
export function tapeCommands(
  recorder: Pick<Recorder, 'start' | 'stop' | 'recording'>,
  rehearsal: Rehearsing | null,
): { readonly record: CommandRow; readonly replay: CommandRow } {
  return {
    record: commandRow(recordCommand, ({ action }) => {
      const start = action === 'start' || (action === 'toggle' && !recorder.recording)
      return start ? recorder.start() : recorder.stop()
    }),
    replay: commandRow(replayCommand, (command) =>
      rehearsal ? replay(command, rehearsal) : { error: 'nothing is replayed here: "lectern rehearse FILE.mcap" does' },
    ),
  }
}

async function replay(command: ReplayCommand, { tape, player }: Rehearsing): Promise<CommandResult> {
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
  return { done: {} }
}
