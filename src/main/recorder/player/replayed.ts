import type { EventDraft } from '../../../shared/event'

/**
 * A recorded event as it is played: marked `replay`, and dated so that it is as old now as it was then.
 * `shiftMs` is how much later it is now. (Ages and time-to-live go by the server's clock; a week-old recording would be all stale.)
 */
export function replayed(draft: EventDraft, shiftMs: number): EventDraft {
  return { ...draft, timestamp: draft.timestamp + shiftMs / 1000, origin: 'replay' }
}
