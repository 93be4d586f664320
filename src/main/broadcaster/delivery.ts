import type { Cursor } from '../../shared/cursor'
import type { StickyCache, TopicFilter } from '../../shared/sticky-cache'
import type { Journal, StoredEvent } from './journal'

/** Bytes of events in one delivery; the first event always goes, however large. */
export const PART_BYTES = 256 * 1024

/** What a client is told next. Clients in the same place get the same object, so it is encoded once for all of them. */
export type Delivery =
  | {
      readonly kind: 'snapshot'
      readonly cursor: Cursor
      readonly events: readonly StoredEvent[]
      readonly reset: boolean
      readonly complete: boolean
      readonly deck: StoredEvent | null
    }
  | {
      readonly kind: 'events'
      readonly cursor: Cursor
      readonly events: readonly StoredEvent[]
      readonly deck: StoredEvent | null
    }
  | {
      readonly kind: 'gap'
      readonly cursor: Cursor
      readonly from: number
      readonly to: number
      readonly dropped: number
    }

/** Where a client stands. It is all that the server remembers of it. */
export type Place =
  /** Is told everything retained, from the beginning; `reset` until its first part is out. */
  | { readonly phase: 'joining'; readonly offset: number; readonly reset: boolean }
  /** Came back with a cursor; is told the journal's tail, and the marker behind it. */
  | { readonly phase: 'resuming'; readonly offset: number }
  /** Fell out of the journal and knows it; is told what is retained. `owed` retained events up to `to` were promised. */
  | { readonly phase: 'recovering'; readonly offset: number; readonly to: number; readonly owed: number }
  | { readonly phase: 'live'; readonly offset: number }

/** The log as deliveries see it. */
export interface Log {
  readonly epoch: string
  readonly replica: StickyCache<StoredEvent>
  readonly journal: Journal
}

/** Where a client starts that brings `cursor`: one of another life, or from the future, is none. */
export function placeOf(cursor: Cursor | null, log: Log): Place {
  if (!cursor || cursor.epoch !== log.epoch || cursor.offset > log.replica.offset) {
    return { phase: 'joining', offset: 0, reset: true }
  }
  return { phase: 'resuming', offset: cursor.offset }
}

/**
 * The next step of a client at `place`: what it is told, and where it then stands. Null where nothing is owed.
 * Pure: the same place, filter and log give the same step. `deck` rides along in the first batch.
 */
export function step(
  place: Place,
  filter: TopicFilter,
  deck: StoredEvent | null,
  log: Log,
): { readonly delivery: Delivery | null; readonly place: Place } | null {
  const head = log.replica.offset
  if (place.phase === 'live' && place.offset === head) return deck ? deckAlone(place, deck, log) : null
  if (place.phase === 'live' || place.phase === 'resuming') {
    if (place.offset < head && !log.journal.reaches(place.offset)) return gap(place.offset, filter, log)
    const { events, offset } = take(log.journal.after(place.offset, filter), head)
    const cursor = { epoch: log.epoch, offset }
    if (place.phase === 'resuming') {
      const complete = offset === head
      const delivery = { kind: 'snapshot', cursor, events, reset: false, complete, deck } as const
      return { delivery, place: { phase: complete ? 'live' : 'resuming', offset } }
    }
    // What the filter holds back moves the cursor without a word.
    const delivery = events.length > 0 || deck ? ({ kind: 'events', cursor, events, deck } as const) : null
    return { delivery, place: { phase: 'live', offset } }
  }
  if (place.phase === 'recovering') {
    const owed = countUpTo(log.replica.since(place.offset, filter), place.to)
    // Promised events that newer ones have meanwhile replaced are part of the gap too.
    if (owed < place.owed) return told(log.epoch, place.offset, place.to, place.owed - owed, owed)
  }
  const { events, offset } = take(log.replica.since(place.offset, filter), head)
  const complete = offset === head
  const reset = place.phase === 'joining' && place.reset
  const delivery = { kind: 'snapshot', cursor: { epoch: log.epoch, offset }, events, reset, complete, deck } as const
  if (complete) return { delivery, place: { phase: 'live', offset } }
  if (place.phase === 'joining') return { delivery, place: { phase: 'joining', offset, reset: false } }
  return { delivery, place: { ...place, offset, owed: place.owed - countUpTo(events, place.to) } }
}

function deckAlone(place: Place, deck: StoredEvent, log: Log) {
  const cursor = { epoch: log.epoch, offset: place.offset }
  return { delivery: { kind: 'events', cursor, events: [], deck } as const, place }
}

function gap(from: number, filter: TopicFilter, log: Log) {
  const to = log.replica.offset
  const owed = countUpTo(log.replica.since(from, filter), to)
  return told(log.epoch, from, to, to - from - owed, owed)
}

function told(epoch: string, from: number, to: number, dropped: number, owed: number) {
  return {
    delivery: { kind: 'gap', cursor: { epoch, offset: from }, from, to, dropped } as const,
    place: { phase: 'recovering', offset: from, to, owed } as const,
  }
}

/** As many events as fit into a part, and the offset up to which they tell everything. */
function take(source: Iterable<StoredEvent>, head: number): { events: StoredEvent[]; offset: number } {
  const events: StoredEvent[] = []
  let bytes = 0
  for (const event of source) {
    if (bytes > 0 && bytes + event.bytes > PART_BYTES) return { events, offset: events.at(-1)?.offset ?? head }
    events.push(event)
    bytes += event.bytes
  }
  return { events, offset: head }
}

function countUpTo(events: Iterable<StoredEvent>, to: number): number {
  let count = 0
  for (const event of events) {
    if (event.offset > to) break
    count++
  }
  return count
}
