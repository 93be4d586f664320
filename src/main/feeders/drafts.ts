import { parseDraft } from '../../shared/draft'
import type { EventDraft } from '../../shared/event'
import type { TopicName } from '../../shared/topics'
import type { FeederContext } from './feeder'

/** A value of a file as a draft: checked like a producer's event, and dated by the file. */
export function fileDraft(
  { origin, clock }: Pick<FeederContext, 'origin' | 'clock'>,
  type: TopicName,
  payload: unknown,
  mtimeMs: number,
): { readonly draft: EventDraft } | { readonly error: string } {
  // A clock before 1970 is a broken one; the arrival says more.
  const timestamp = mtimeMs >= 0 ? mtimeMs / 1000 : undefined
  const source = origin === 'sample' ? 'sample' : 'live'
  const parsed = parseDraft({ type, payload, timestamp, origin: source }, clock.now())
  return 'error' in parsed ? parsed : { draft: { ...parsed.draft, origin } }
}
