import type { Cursor } from '../../shared/cursor'
import type { LecternEvent } from '../../shared/event'
import { createStickyCache, type StickyCache } from '../../shared/sticky-cache'
import { defaultRetention, type RetentionTable } from '../../shared/topics'
import type { ServerMessage, SnapshotBody } from '../../shared/wire'

type DeckEvent = LecternEvent<'deck'>

/** What is known of the source at the moment. */
export interface Replica {
  /** What is to be drawn. It is put into as events come, and another one after a reset. */
  readonly cache: StickyCache
  /** True once the end of what is retained was reached: from then on, empty means that there is nothing. */
  readonly complete: boolean
  readonly deck: DeckEvent | null
  /** Offsets within gaps that were not delivered, over all gaps: their events were no longer retained when the gap was told. */
  readonly dropped: number
  readonly gaps: number
}

/** A client's side of replication: messages in, a replica out. It knows no sockets and no time. */
export interface Replication {
  /** Takes a snapshot that came over HTTP, before the first message. */
  begin(body: SnapshotBody): void
  /** Takes a message; false where it does not follow from what came before, and the client has to open anew. */
  receive(message: ServerMessage): boolean
  /** Where to resume; null: from the beginning. */
  cursor(): Cursor | null
  /** Forgets where it is, but not what it shows. */
  forget(): void
  read(): Replica
}

/** A replica that is being fed, up to `cursor`. */
interface Fill {
  readonly cache: StickyCache
  cursor: Cursor
}

export function createReplication(): Replication {
  let retention: RetentionTable = defaultRetention
  let shown: Fill | null = null
  /** After a reset: the new replica, until it is complete. */
  let next: Fill | null = null
  let empty = createStickyCache(retention)
  let complete = false
  /** The newest `deck` that came ahead of the backlog, and the life of the source that it belongs to. */
  let ahead: { readonly epoch: string; readonly event: DeckEvent } | null = null
  /** False while what is here cannot be added to. */
  let following = false
  let gaps = 0
  let dropped = 0

  const apply = (fill: Fill, events: readonly LecternEvent[], cursor: Cursor) => {
    for (const event of events) fill.cache.put(event)
    fill.cache.advance(cursor.offset)
    fill.cursor = cursor
  }

  const part = (message: Extract<ServerMessage, { type: 'snapshot' | 'events' }>): boolean => {
    const { cursor, events, deck } = message
    const { reset = false, complete: ended = false } = message.type === 'snapshot' ? message : {}
    if (reset) {
      next = { cache: createStickyCache(retention), cursor }
      ahead = null
      following = true
      if (!complete) shown = next // nothing whole is on the screen that would be worth keeping
    }
    const fill = next ?? shown
    if (!following || !fill || fill.cursor.epoch !== cursor.epoch) return false
    apply(fill, events, cursor)
    if (deck && deck.offset > (ahead?.event.offset ?? 0)) ahead = { epoch: cursor.epoch, event: deck }
    if (ended) {
      shown = fill
      next = null
      complete = true
    }
    return true
  }

  return {
    begin(body) {
      retention = body.retention
      shown = { cache: createStickyCache(retention), cursor: body.cursor }
      next = null
      ahead = null
      following = true
      apply(shown, body.events, body.cursor)
      complete = true
    },
    receive(message) {
      switch (message.type) {
        case 'hello':
          retention = message.retention
          if (!shown) empty = createStickyCache(retention)
          return true
        case 'snapshot':
        case 'events':
          return part(message)
        case 'gap':
          gaps++
          dropped += message.dropped
          return true
        default:
          return true
      }
    },
    cursor: () => (following ? ((next ?? shown)?.cursor ?? null) : null),
    forget() {
      next = null
      following = false
    },
    read: () => ({ cache: shown?.cache ?? empty, complete, deck: newestDeck(shown, ahead), gaps, dropped }),
  }
}

/** Of what the replica holds and what came ahead of it, the newer; another life's word came with its reset, so is newer. */
function newestDeck(shown: Fill | null, ahead: { epoch: string; event: DeckEvent } | null): DeckEvent | null {
  const held = shown?.cache.read('deck').at(-1) ?? null
  if (!ahead || !shown || !held) return ahead?.event ?? held
  return ahead.epoch !== shown.cursor.epoch || ahead.event.offset > held.offset ? ahead.event : held
}
