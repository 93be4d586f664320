import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import { advance, alarmAt, type ConnectionEvent, type ConnectionState, type MachineOptions, stopped } from './machine'

export interface MachineRun {
  readonly machine: MachineOptions
  readonly clock: Clock
  random(): number
  /** Opens a pipe of this rank; the undo shuts it. */
  open(rank: number): Dispose
  /** Called after each event, before what follows from it is done. */
  stepped(before: ConnectionState, now: ConnectionState): void
}

/** Runs the machine of a connection: returns where to say what happened to it. */
export function runMachine({ machine, clock, random, open, stepped }: MachineRun): (event: ConnectionEvent) => void {
  let state: ConnectionState = stopped
  let shut: Dispose = () => {}
  let cancelAlarm: Dispose = () => {}
  const dispatch = (event: ConnectionEvent): void => {
    const before = state
    const step = advance(state, event, clock.elapsed(), random(), machine)
    state = step.state
    stepped(before, state)
    for (const effect of step.effects) {
      shut()
      if (effect.type === 'open') shut = open(effect.rank)
    }
    const due = alarmAt(state)
    cancelAlarm()
    if (due !== null) cancelAlarm = clock.after(due - clock.elapsed(), () => dispatch({ type: 'alarm' }))
  }
  return dispatch
}
