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
  const parts = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)$/.exec(from)
  if (!parts) throw new UsageError(`--from ${from}: use seconds, or a time like 12:30`)
  const [hours, minutes, seconds] = [parts[1], parts[2], parts[3]].map((part) => Number(part ?? 0))
  const fromMs = (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000
  return { file, speed: times, loop: loop ?? false, fromMs }
}
