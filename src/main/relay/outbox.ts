import type { EventDraft, LecternEvent } from '../../shared/event'
import { createStickyCache } from '../../shared/sticky-cache'
import type { RetentionTable } from '../../shared/topics'

/** What the program has to say and could not yet: bounded by what would be retained of it anyway. */
export interface Outbox {
  put(drafts: readonly EventDraft[]): void
  /** The oldest `limit` that are owed, and what to say when they are in the log. */
  next(limit: number): { readonly drafts: readonly EventDraft[]; sent(count: number): void }
}

export function createOutbox(retention: RetentionTable): Outbox {
  let owed = createStickyCache(retention)
  let sentUpTo = 0
  return {
    put(drafts) {
      for (const draft of drafts) owed.put({ ...draft, offset: owed.offset + 1 })
    },
    next(limit) {
      const events: LecternEvent[] = []
      for (const event of owed.since(sentUpTo)) {
        if (events.length === limit) break
        events.push(event)
      }
      return {
        drafts: events,
        sent(count) {
          sentUpTo = events[count - 1]?.offset ?? sentUpTo
          if (sentUpTo < owed.offset) return
          owed = createStickyCache(retention)
          sentUpTo = 0
        },
      }
    },
  }
}
