/** A keyframe is due after so many milliseconds, so many events, or before a marker. */
const EVERY_MS = 30_000
const EVERY_EVENTS = 5_000
/** A marker so soon after a keyframe needs none of its own. */
const NEAR_MS = 1_000

/** Whether a keyframe goes before an event, so many milliseconds and events after the last one. */
export function isKeyframeDue(sinceMs: number, sinceEvents: number, isMarker: boolean): boolean {
  return sinceEvents >= EVERY_EVENTS || sinceMs >= (isMarker ? NEAR_MS : EVERY_MS)
}
