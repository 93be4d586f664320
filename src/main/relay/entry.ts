import { z } from 'zod'
import { type EventDraft, origins } from '../../shared/event'
import { payloads } from '../../shared/payloads'
import { isTopic, type TopicName } from '../../shared/topics'
import { parse } from '../../shared/wire'

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

const body = z.object({
  type: z.string(),
  payload: z.unknown(),
  timestamp: z.number().min(0),
  origin: z.enum(origins),
})

export function encodeDraft({ type, payload, timestamp, origin }: EventDraft): string {
  return JSON.stringify({ type, payload, timestamp, origin })
}

/** The text of a message as a draft; null for whatever is none. Never throws. */
export function decodeDraft(text: string): EventDraft | null {
  const parsed = parse(text, body)
  if ('error' in parsed || !isTopic(parsed.message.type)) return null
  const { type, timestamp, origin } = parsed.message
  const payload = payloads[type].safeParse(parsed.message.payload)
  return payload.success ? ({ type, payload: payload.data, timestamp, origin } as EventDraft) : null // checked by its own schema
}
