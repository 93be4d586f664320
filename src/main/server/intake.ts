import { formatCursor } from '../../shared/cursor'
import { type EventDraft, parseDraft } from '../../shared/event'
import type { ServerDeps } from './deps'

/** What a producer is told about a batch. */
export interface Intake {
  readonly accepted: number
  /** One sentence for each event that was not taken, by its index in the batch. */
  readonly rejected: readonly { readonly index: number; readonly error: string }[]
  /** The head after the batch. */
  readonly cursor: string
}

/** Publishes those of a producer's events that are right; a wrong one costs itself alone. */
export function takeIn(
  inputs: readonly unknown[],
  { broadcaster, clock, limits }: Pick<ServerDeps, 'broadcaster' | 'clock' | 'limits'>,
): Intake {
  const drafts: EventDraft[] = []
  const rejected: { index: number; error: string }[] = []
  inputs.forEach((input, index) => {
    const result = parseDraft(input, clock.now(), limits)
    if ('error' in result) rejected.push({ index, error: result.error })
    else drafts.push(result.draft)
  })
  return { accepted: drafts.length, rejected, cursor: formatCursor(broadcaster.publish(drafts)) }
}
