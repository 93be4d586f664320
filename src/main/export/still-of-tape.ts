import type { RetentionTable } from '../../shared/topics'
import type { Tape } from '../recorder/tape/tape'
import type { Still } from './still'

/** The last state of a recording, as it was then: a saved page says of what day it is. */
export async function stillOfTape(tape: Tape, retention: RetentionTable): Promise<Still> {
  const { drafts } = await tape.stateAt(tape.endMs, retention)
  const last = drafts.findLast((draft) => draft.type === 'embedding_snapshot')
  const embedding = last ? await tape.embedding(last.payload.sha256) : null
  const whole = { retention, drafts, embedding, atMs: tape.endMs, warnings: [] }
  if (!last || embedding) return whole
  return {
    ...whole,
    drafts: drafts.filter((draft) => draft.type !== 'embedding_snapshot'),
    warnings: [`the embedding ${last.payload.source} is not in the recording; scene 11 is saved without it`],
  }
}
