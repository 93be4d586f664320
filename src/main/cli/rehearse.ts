import { UsageError } from '../config/usage-error'
import { MAX_SPEED, MIN_SPEED } from '../recorder/player/machine'
import type { RehearsalOptions } from '../recorder/rehearsal'
import type { PresentFlags } from './present'

export interface RehearseFlags extends PresentFlags {
  readonly speed: string
  readonly loop?: boolean
  readonly from: string
}

/** The flags of `lectern rehearse` as those of `present`: the same program, with a recording as its source. */
export function rehearseFlags(file: string, flags: RehearseFlags): PresentFlags {
  return { ...flags, rehearsal: rehearsalOf(file, flags) }
}

function rehearsalOf(file: string, { speed, loop, from }: RehearseFlags): RehearsalOptions {
  const times = Number(speed)
  if (!/^[\d.]+$/.test(speed) || !(times >= MIN_SPEED && times <= MAX_SPEED)) {
    throw new UsageError(`--speed ${speed}: use a number from ${MIN_SPEED} to ${MAX_SPEED}`)
  }
  const fromS = secondsOf(from)
  if (fromS === null) throw new UsageError(`--from ${from}: use seconds, or a time like 12:30`)
  return { file, speed: times, loop: loop ?? false, fromMs: fromS * 1000 }
}

/** Of seconds, minutes and seconds, or hours, minutes and seconds; null where it is none of them. */
function secondsOf(time: string): number | null {
  if (!/^(?:(?:\d+:)?\d{1,2}:)?\d+(?:\.\d+)?$/.test(time)) return null
  const [first = 0, ...rest] = time.split(':').map(Number)
  return rest.every((part) => part < 60) ? rest.reduce((sum, part) => sum * 60 + part, first) : null
}
