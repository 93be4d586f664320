import { randomUUID } from 'node:crypto'
import type { JetStreamClient } from '@nats-io/jetstream'
import type { EventDraft } from '../../shared/event'
import { encodeDraft, STREAM, subjectOf } from './entry'
import { ANSWER_MS, why } from './link'

/** Messages of one publish that are under way at once. */
const WINDOW = 1_024

/** What came of it: the first `accepted` are in the stream, the last of them at `seq`. */
export interface Stored {
  readonly accepted: number
  readonly seq: number | null
  readonly refused: string | null
}

/** Appends drafts to the stream in their order. Never rejects. */
export async function store(js: JetStreamClient, drafts: readonly EventDraft[]): Promise<Stored> {
  const done = { accepted: 0, seq: null as number | null }
  for (let start = 0; start < drafts.length; start += WINDOW) {
    const messages = drafts.slice(start, start + WINDOW).map((draft) => ({ draft, id: randomUUID() }))
    for (let sent = 0, tries = 0; sent < messages.length; tries++) {
      const { acks, error } = await send(js, messages.slice(sent))
      sent += acks.length
      done.accepted += acks.length
      done.seq = acks.at(-1) ?? done.seq
      // Once again under the same ids: what had arrived, and only its answer was lost, is not stored twice.
      if (error !== null && tries > 0) return { ...done, refused: `NATS did not take it: ${why(error)}` }
    }
  }
  return { ...done, refused: null }
}

async function send(js: JetStreamClient, messages: readonly { draft: EventDraft; id: string }[]) {
  const results = await Promise.allSettled(
    messages.map(async ({ draft, id }) => {
      const options = { msgID: id, timeout: ANSWER_MS, expect: { streamName: STREAM } }
      return (await js.publish(subjectOf(draft.type), encodeDraft(draft), options)).seq
    }),
  )
  const acks: number[] = []
  for (const result of results) {
    if (result.status === 'rejected') return { acks, error: result.reason as unknown }
    acks.push(result.value)
  }
  return { acks, error: null }
}
