import type { EventDraft } from '../../shared/event'
import type { RetentionTable } from '../../shared/topics'

/** What a talk showed at one moment. */
export interface Still {
  readonly retention: RetentionTable
  /** What was retained, oldest first. */
  readonly drafts: readonly EventDraft[]
  /** The Arrow stream that an `embedding_snapshot` among them names; null where there is none. */
  readonly embedding: Uint8Array | null
  /** Epoch milliseconds. */
  readonly atMs: number
  /** What is not in it though it should be, a sentence each. */
  readonly warnings: readonly string[]
}
