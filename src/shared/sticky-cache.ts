import type { LecternEvent } from './event'
import { lastPerKey, type Retention, ring, ringPerKey, snapshot, weightedRing } from './retention'
import { isTopic, type RetentionTable, type TopicName, type TopicRetention, topicNames } from './topics'

/** Which topics are meant; null is all of them. */
export type TopicFilter = ReadonlySet<TopicName> | null

/**
 * A replica of the retained log: the server's, a browser's and a file's are the same structure.
 * Whoever has put the same events, or what `since` gave of them, holds the same.
 */
export interface StickyCache<E extends LecternEvent = LecternEvent> {
  /** Offset of the newest event it has seen, retained or not. */
  readonly offset: number
  /** Takes an event; one whose offset is not above `offset` is ignored. True if it was taken. */
  put(event: E): boolean
  /** Notes that everything up to `offset` was seen, though nothing of it is retained. */
  advance(offset: number): void
  /** Retained events after `offset`, oldest first over all topics of the filter. */
  since(offset: number, filter?: TopicFilter): Iterable<E>
  /** Retained events of a topic, oldest first; those older than the topic's TTL at `nowMs` (server's clock) are hidden. The same array until the topic changes or an event ages out. */
  read<T extends TopicName>(topic: T, nowMs?: number): readonly Extract<E, { type: T }>[]
  /** Changes whenever what is retained of the topic does; 0 while nothing ever was. */
  revision(topic: TopicName): number
}

export function createStickyCache<E extends LecternEvent = LecternEvent>(retention: RetentionTable): StickyCache<E> {
  const shelves = new Map<TopicName, Shelf<E>>(topicNames.map((name) => [name, newShelf<E>(retention[name])]))
  const shelfOf = (topic: TopicName): Shelf<E> => {
    const shelf = shelves.get(topic)
    if (!shelf) throw new Error(`no such topic: ${topic}`)
    return shelf
  }
  const emptiedBy = new Map<TopicName, Shelf<E>[]>()
  for (const [name, rule] of Object.entries(retention)) {
    if (rule.policy !== 'points' || !isTopic(rule.emptied_by) || !isTopic(name)) continue
    emptiedBy.set(rule.emptied_by, [...(emptiedBy.get(rule.emptied_by) ?? []), shelfOf(name)])
  }
  let offset = 0

  return {
    get offset() {
      return offset
    },
    put(event) {
      if (event.offset <= offset) return false
      offset = event.offset
      for (const other of emptiedBy.get(event.type) ?? []) {
        other.events.clear()
        touch(other, offset)
      }
      const shelf = shelfOf(event.type)
      shelf.events.put(event)
      touch(shelf, offset)
      return true
    },
    advance(to) {
      if (to > offset) offset = to
    },
    since(from, filter = null) {
      const sources: Iterable<E>[] = []
      for (const [name, shelf] of shelves) {
        if ((!filter || filter.has(name)) && shelf.revision > from) sources.push(shelf.events.since(from))
      }
      return mergeByOffset(sources)
    },
    read<T extends TopicName>(topic: T, nowMs?: number) {
      const shelf = shelfOf(topic)
      shelf.list ??= [...shelf.events.since(0)]
      // The shelf of a topic holds nothing but that topic's events: `put` sorted them by `type`.
      const list = shelf.list as readonly Extract<E, { type: T }>[]
      if (shelf.ttlMs === null || nowMs === undefined) return list
      const oldest = (nowMs - shelf.ttlMs) / 1000
      const shown = list.filter((event) => event.timestamp >= oldest)
      // What is hidden at one time includes what was hidden before: as many shown are the same ones.
      if (shelf.shown?.length !== shown.length) shelf.shown = shown.length === list.length ? list : shown
      return shelf.shown as typeof list
    },
    revision: (topic) => shelfOf(topic).revision,
  }
}

interface Shelf<E extends LecternEvent> {
  readonly events: Retention<E>
  readonly ttlMs: number | null
  revision: number
  /** What `read` answers, until the shelf changes. */
  list: readonly E[] | null
  /** The part of `list` that the TTL last left. */
  shown: readonly E[] | null
}

function newShelf<E extends LecternEvent>(rule: TopicRetention): Shelf<E> {
  const ttlMs = rule.ttl_s === undefined ? null : rule.ttl_s * 1000
  return { events: build(rule), ttlMs, revision: 0, list: null, shown: null }
}

function touch<E extends LecternEvent>(shelf: Shelf<E>, offset: number): void {
  shelf.revision = offset
  shelf.list = null
  shelf.shown = null
}

function build<E extends LecternEvent>(rule: TopicRetention): Retention<E> {
  switch (rule.policy) {
    case 'snapshot':
      return snapshot()
    case 'ring':
      return ring(rule.limit)
    case 'last-per-key':
      return lastPerKey(rule.limit, keyBy(rule.key))
    case 'ring-per-key':
      return ringPerKey(rule.per_key, rule.limit, keyBy(rule.key))
    case 'points':
      return weightedRing<E>(rule.limit, pointsOf)
  }
}

function keyBy<E extends LecternEvent>(fields: readonly string[]): (event: E) => string {
  // Labels hold no control characters, so NUL cannot occur inside a part.
  return (event) => fields.map((field) => String(Reflect.get(event.payload, field))).join('\u0000')
}

/** Points that an `embedding` event carries. */
function pointsOf(event: LecternEvent): number {
  if (event.type !== 'embedding' || !('points' in event.payload)) return 1
  return event.payload.points.length
}

/** Several walks, each in order of offset, as one. */
function* mergeByOffset<E extends LecternEvent>(sources: readonly Iterable<E>[]): Iterable<E> {
  const heads: { event: E; rest: Iterator<E> }[] = []
  for (const source of sources) {
    const rest = source[Symbol.iterator]()
    const first = rest.next()
    if (!first.done) heads.push({ event: first.value, rest })
  }
  while (heads.length > 0) {
    let oldest = 0
    for (let i = 1; i < heads.length; i++) {
      if ((heads[i]?.event.offset ?? Infinity) < (heads[oldest]?.event.offset ?? Infinity)) oldest = i
    }
    const head = heads[oldest]
    if (!head) return
    yield head.event
    const next = head.rest.next()
    if (next.done) heads.splice(oldest, 1)
    else head.event = next.value
  }
}
