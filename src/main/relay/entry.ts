import { storedDraft } from '../../shared/draft'
import type { EventDraft } from '../../shared/event'
import { jsonOrNull } from '../../shared/json-text'
import type { TopicName } from '../../shared/topics'

/** The stream that is the journal, and the bucket of what the nodes agreed on. */
export const STREAM = 'lectern'
const PREFIX = 'lectern.log'
export const SUBJECTS = `${PREFIX}.*`

/** A message of the stream: what stands at a sequence. */
export interface Entry {
  /** Its sequence in the stream. */
  readonly seq: number
  /** Null for what no version of this program wrote: it has a place, and says nothing. */
  readonly draft: EventDraft | null
}

export const subjectOf = (topic: TopicName): string => `${PREFIX}.${topic}`

export function encodeDraft({ type, payload, timestamp, origin }: EventDraft): string {
  return JSON.stringify({ type, payload, timestamp, origin })
}

/** The text of a message as a draft; null for whatever is none. Never throws. */
export const decodeDraft = (text: string): EventDraft | null => storedDraft(jsonOrNull(text))
