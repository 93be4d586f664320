/** A keyframe is due after so many milliseconds, so many events, or a marker. */
const EVERY_MS = 30_000
const EVERY_EVENTS = 5_000
/** Markers in quick succession share one. */
const AT_LEAST_MS = 1_000

/** Since the last keyframe. */
export interface Pace {
  readonly atMs: number
  readonly events: number
  /** True while a marker waits for its keyframe. */
  readonly marked: boolean
}

export const paceFrom = (atMs: number): Pace => ({ atMs, events: 0, marked: false })

/** The pace with one more event before it is written. */
export function paceWith(pace: Pace, isMarker: boolean): Pace {
  return { ...pace, events: pace.events + 1, marked: pace.marked || isMarker }
}

/** Whether a keyframe goes before an event of `atMs` that the pace already counts. */
export function isDue(pace: Pace, atMs: number): boolean {
  const since = atMs - pace.atMs
  return pace.events > EVERY_EVENTS || since >= EVERY_MS || (pace.marked && since >= AT_LEAST_MS)
}
