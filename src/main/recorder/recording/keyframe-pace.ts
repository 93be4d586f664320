/** A keyframe is due after so many milliseconds, so many events, or before a marker. */
const EVERY_MS = 30_000
const EVERY_EVENTS = 5_000
/** A marker so soon after a keyframe needs none of its own. */
const NEAR_MS = 1_000

/** Since the last keyframe. */
export interface Pace {
  readonly atMs: number
  readonly events: number
}

/** Whether a keyframe goes before an event of `atMs`. */
export function isDue({ atMs: last, events }: Pace, atMs: number, isMarker: boolean): boolean {
  return events >= EVERY_EVENTS || atMs - last >= (isMarker ? NEAR_MS : EVERY_MS)
}
