import { z } from 'zod'
import type { Payload } from '../../../shared/topics'

/** What the player last said, and when: epoch seconds by the server's clock. */
export interface Said {
  readonly status: Payload<'replay_status'>
  readonly at: number
}

/** Where the recording stands at `now` (epoch seconds): the player says it once a second, and goes on meanwhile. */
export function positionOf({ status, at }: Said, now: number): number {
  const { state, position_s = 0, speed = 1, duration_s } = status
  const since = state === 'playing' ? Math.max(0, now - at) * speed : 0
  return Math.min(duration_s, position_s + since)
}

/** Seconds that an arrow key moves; with Shift ten times as many. */
const KEY_S = 5

/** Where a key leads on the timeline; null where it leads nowhere. */
export function seekOfKey(key: string, shift: boolean, position: number, duration: number): number | null {
  const by = KEY_S * (shift ? 10 : 1)
  const to: Readonly<Record<string, number>> = {
    ArrowLeft: position - by,
    ArrowDown: position - by,
    ArrowRight: position + by,
    ArrowUp: position + by,
    PageDown: position + 10 * KEY_S,
    PageUp: position - 10 * KEY_S,
    Home: 0,
    End: duration,
  }
  const target = to[key]
  return target === undefined ? null : Math.min(duration, Math.max(0, target))
}

const flags = z.object({ loop: z.boolean().catch(false), skip_idle: z.boolean().catch(false) })

/** How the player goes on at the end and where nothing happens. */
export const flagsOf = (status: Payload<'replay_status'>): z.infer<typeof flags> => flags.parse(status)
