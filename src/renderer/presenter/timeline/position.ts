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

/** A place that was asked for. `released`: when the hand let go of it, in milliseconds that elapsed by the clock; null while it holds. */
export interface Held {
  readonly to: number
  readonly released: number | null
}

/** After letting go, so long the player may take to be there, in milliseconds: what it says meanwhile is of places before. */
const ARRIVAL_MS = 1_500

/** What the timeline shows: the place under the hand, and after it the one that was asked for, until the player is there. */
export function shownPosition(held: Held | null, said: Said, now: number, elapsed: number): number {
  const position = positionOf(said, now)
  if (held === null) return position
  if (held.released === null) return held.to
  const near = Math.abs(position - held.to) <= Math.max(1, said.status.speed ?? 1)
  return near || elapsed - held.released > ARRIVAL_MS ? position : held.to
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
