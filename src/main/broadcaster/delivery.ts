import type { Cursor } from '../../shared/cursor'
import type { StickyCache, TopicFilter } from '../../shared/sticky-cache'
import type { Journal, StoredEvent } from './journal'

/** `Log.partBytes` of a server: a message of 256 KiB has room for them, for a deck and for what stands around them. */
export const PART_BYTES = 252 * 1024

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
  /** Fell out of the journal and knows it; is told what is retained up to `to`, of which `owed` events were promised. */
  | { readonly phase: 'recovering'; readonly offset: number; readonly to: number; readonly owed: number }
  | { readonly phase: 'live'; readonly offset: number }

/** The log as deliveries see it. */
export interface Log {
  readonly epoch: string
  readonly replica: StickyCache<StoredEvent>
  readonly journal: Journal
  /** Bytes of events in one delivery, with what parts them; the first event always goes, however large. */
  readonly partBytes: number
}

/** Where a client starts that brings `cursor`: one of another life, or from the future, is none. */
export function placeOf(cursor: Cursor | null, log: Log): Place {
  if (!cursor || cursor.epoch !== log.epoch || cursor.offset > log.replica.offset) {
    return { phase: 'joining', offset: 0, reset: true }
  }
  return resuming(cursor.offset)
}

/** What a client is told, null where its place moves without a word, and where it then stands. */
export interface Step {
  readonly delivery: Delivery | null
  readonly place: Place
}

/**
 * The next step of a client at `place`; null where nothing is owed.
 * Pure: the same place, filter and log give the same step. `deck` rides along in the first batch.
 */
export function step(place: Place, filter: TopicFilter, deck: StoredEvent | null, log: Log): Step | null {
  const head = log.replica.offset
  switch (place.phase) {
    case 'joining': {
      const part = take(log.replica.since(place.offset, filter), head, log.partBytes)
      const next =
        part.offset === head ? live(head) : ({ phase: 'joining', offset: part.offset, reset: false } as const)
      return { delivery: snapshot(part, place.reset, deck, log), place: next }
    }
    case 'resuming': {
      if (place.offset < head && !log.journal.reaches(place.offset)) return gap(place.offset, filter, log)
      const part = take(log.journal.after(place.offset, filter), head, log.partBytes)
      const next = part.offset === head ? live(head) : ({ phase: 'resuming', offset: part.offset } as const)
      return { delivery: snapshot(part, false, deck, log), place: next }
    }
    case 'recovering': {
      const owed = countUpTo(log.replica.since(place.offset, filter), place.to)
      // Promised events that newer ones have meanwhile replaced are part of the gap too.
      if (owed < place.owed) return told(place.offset, place.to, place.owed - owed, owed, log)
      const part = take(log.replica.since(place.offset, filter), place.to, log.partBytes)
      const left = { phase: 'recovering', offset: part.offset, to: place.to, owed: owed - part.events.length } as const
      // What was published since the gap was told follows from the journal, or is a gap of its own.
      const next = part.offset < place.to ? left : place.to < head ? resuming(place.to) : live(head)
      return { delivery: snapshot(part, false, deck, log), place: next }
    }
    case 'live': {
      if (place.offset === head) return null
      if (!log.journal.reaches(place.offset)) return gap(place.offset, filter, log)
      const { events, offset } = take(log.journal.after(place.offset, filter), head, log.partBytes)
      const cursor = { epoch: log.epoch, offset }
      // What the filter holds back moves the cursor without a word.
      const delivery = events.length > 0 || deck ? ({ kind: 'events', cursor, events, deck } as const) : null
      return { delivery, place: live(offset) }
    }
  }
}

const live = (offset: number) => ({ phase: 'live', offset }) as const
const resuming = (offset: number) => ({ phase: 'resuming', offset }) as const

function snapshot(part: Part, reset: boolean, deck: StoredEvent | null, log: Log): Delivery {
  const cursor = { epoch: log.epoch, offset: part.offset }
  return { kind: 'snapshot', cursor, events: part.events, reset, complete: part.offset === log.replica.offset, deck }
}

function gap(from: number, filter: TopicFilter, log: Log): Step {
  const to = log.replica.offset
  const owed = countUpTo(log.replica.since(from, filter), to)
  return told(from, to, to - from - owed, owed, log)
}

function told(from: number, to: number, dropped: number, owed: number, log: Log): Step {
  return {
    delivery: { kind: 'gap', cursor: { epoch: log.epoch, offset: from }, from, to, dropped },
    place: { phase: 'recovering', offset: from, to, owed },
  }
}

interface Part {
  readonly events: readonly StoredEvent[]
  /** Up to here the part tells everything. */
  readonly offset: number
}

/** Of events up to `to` as many as fit into a part. */
function take(source: Iterable<StoredEvent>, to: number, partBytes: number): Part {
  const events: StoredEvent[] = []
  let bytes = 0
  let offset = to
  for (const event of source) {
    if (event.offset > to) break
    const last = events.at(-1)
    if (last && bytes + event.bytes + 1 > partBytes) {
      offset = last.offset
      break
    }
    events.push(event)
    bytes += event.bytes + 1
  }
  return { events, offset }
}

function countUpTo(events: Iterable<StoredEvent>, to: number): number {
  let count = 0
  for (const event of events) {
    if (event.offset > to) break
    count++
  }
  return count
}
