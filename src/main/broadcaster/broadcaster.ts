import type { Clock } from '../../shared/clock'
import { type Cursor, newEpoch } from '../../shared/cursor'
import type { EventDraft, LecternEvent } from '../../shared/event'
import { createStickyCache, type StickyCache } from '../../shared/sticky-cache'
import { mapTopics, type RetentionTable, type TopicName } from '../../shared/topics'
import { serializeEvent } from '../../shared/wire'
import { PART_BYTES } from './delivery'
import { createJournal, type JournalLimits, type StoredEvent } from './journal'
import { createPump, type Subscriber, type Subscription } from './pump'

export interface BroadcasterOptions {
  readonly clock: Clock
  readonly retention: RetentionTable
  readonly journal: JournalLimits
  /** Bytes of events in one delivery. */
  readonly partBytes?: number
}

/** The source: gives offsets, remembers what is retained, and tells every client what it misses. */
export interface Broadcaster {
  /**
   * Appends events that a parser has checked, in order, and returns the new head. It throws on a programmer's mistake,
   * a type that is no topic; the drafts before it are in the log then, and are told with the next publish.
   */
  publish(drafts: readonly EventDraft[]): Cursor
  /** Appends events that were given their offsets elsewhere, in order; one that is not above the head is ignored. */
  apply(events: readonly LecternEvent[]): Cursor
  /** Begins a new life: a new epoch that holds these events alone. Every client is told anew. */
  restart(drafts: readonly EventDraft[]): Cursor
  /** Goes on with a log that is kept elsewhere, from what it retains at `head`. Clients of another epoch are told anew, those of the same are told what they missed. */
  adopt(head: Cursor, retained: Iterable<LecternEvent>): Cursor
  head(): Cursor
  /** The source's own replica. Another one after a `restart`. */
  readonly replica: StickyCache<StoredEvent>
  readonly retention: RetentionTable
  /** Joins a client, without a cursor or from the one it brings; what it is owed is sent before this returns. */
  open(subscriber: Subscriber, cursor: Cursor | null): Subscription
  readonly clients: number
  /** Events published since the start, by topic. */
  readonly published: Readonly<Record<TopicName, number>>
}

export function createBroadcaster(options: BroadcasterOptions): Broadcaster {
  const { clock, retention } = options
  const published = mapTopics(() => 0)
  const newLife = ({ epoch, offset }: Cursor) => ({
    epoch,
    replica: createStickyCache<StoredEvent>(retention),
    journal: createJournal(options.journal, offset),
    partBytes: options.partBytes ?? PART_BYTES,
  })
  const log = newLife({ epoch: newEpoch(), offset: 0 })
  const pump = createPump(log, clock)

  const head = () => ({ epoch: log.epoch, offset: log.replica.offset })

  const stored = (event: LecternEvent): StoredEvent => {
    const json = serializeEvent(log.epoch, event)
    return { ...event, json, bytes: Buffer.byteLength(json), at: clock.elapsed() }
  }
  const append = (event: LecternEvent): void => {
    const one = stored(event)
    if (!log.replica.put(one)) return
    log.journal.append(one)
    published[event.type]++
  }
  const appendNext = (draft: EventDraft): void => append({ ...draft, offset: log.replica.offset + 1 })

  return {
    publish(drafts) {
      if (drafts.length === 0) return head()
      for (const draft of drafts) appendNext(draft)
      pump.published(drafts.some((draft) => draft.type === 'deck'))
      return head()
    },
    apply(events) {
      for (const event of events) append(event)
      pump.published(events.some((event) => event.type === 'deck'))
      return head()
    },
    restart(drafts) {
      Object.assign(log, newLife({ epoch: newEpoch(), offset: 0 }))
      for (const draft of drafts) appendNext(draft)
      pump.restarted()
      return head()
    },
    adopt(at, retained) {
      const known = at.epoch === log.epoch
      Object.assign(log, newLife(at))
      for (const event of retained) log.replica.put(stored(event))
      log.replica.advance(at.offset)
      if (known) pump.published(true)
      else pump.restarted()
      return head()
    },
    head,
    get replica() {
      return log.replica
    },
    retention,
    open: (subscriber, cursor) => pump.open(subscriber, cursor),
    get clients() {
      return pump.clients
    },
    published,
  }
}
