import type { EventDraft } from '../../../shared/event'
import type { Payload } from '../../../shared/topics'
import type { Tape } from '../tape/tape'

interface EmbeddingOptions {
  readonly tape: Tape
  /** Gives the store an embedding's bytes; false where they are not what their name says. */
  restore(snapshot: Payload<'embedding_snapshot'>, stream: Uint8Array): boolean
  warn(sentence: string): void
}

/**
 * Puts the embedding that events speak of in the store before them, and gives back the events that may be told:
 * an embedding that is not in the recording is not spoken of, because an address that answers nothing is worse than none.
 */
export function tapeEmbeddings({
  tape,
  restore,
  warn,
}: EmbeddingOptions): (drafts: readonly EventDraft[]) => Promise<readonly EventDraft[]> {
  let restored: string | null = null
  const missing = new Set<string>()
  return async (drafts) => {
    const last = drafts.findLast((draft) => draft.type === 'embedding_snapshot')
    if (!last || last.payload.sha256 === restored) return drafts
    const { sha256, source } = last.payload
    const bytes = missing.has(sha256) ? null : await tape.embedding(sha256)
    if (bytes && restore(last.payload, bytes)) {
      restored = sha256
      return drafts
    }
    if (!missing.has(sha256)) {
      missing.add(sha256)
      warn(`${tape.name}: the embedding ${source} is not in the recording; scene 11 shows what else there is`)
    }
    return drafts.filter((draft) => draft.type !== 'embedding_snapshot')
  }
}
