/** What retention asks of an event. */
export interface Offset {
  readonly offset: number
}

/** What a topic still remembers, and in which order a newcomer is told. */
export interface Retention<E extends Offset> {
  /** Takes an event whose offset is above all before it. Pure in what it keeps: the event itself, unchanged. */
  put(event: E): void
  /** Retained events after `offset`, oldest first. */
  since(offset: number): Iterable<E>
  /** Forgets everything. */
  clear(): void
  readonly size: number
}

/** The newest event of each key; past `limit` keys, the key longest unchanged goes. */
export function lastPerKey<E extends Offset>(limit: number, keyOf: (event: E) => string): Retention<E> {
  const byKey = new Map<string, E>()
  return {
    put(event) {
      const key = keyOf(event)
      byKey.delete(key) // re-inserted at the end, so the map's order is the order of offsets
      byKey.set(key, event)
      if (byKey.size > limit) dropFirst(byKey)
    },
    since: (offset) => after(offset, byKey.values()),
    clear: () => byKey.clear(),
    get size() {
      return byKey.size
    },
  }
}

/** The newest event alone. */
export function snapshot<E extends Offset>(): Retention<E> {
  return ring(1)
}

/** The newest `limit` events. */
export function ring<E extends Offset>(limit: number): Retention<E> {
  return weightedRing(limit, () => 1)
}

/** The newest `perKey` events of each key and `limit` in all: past that the globally oldest event goes, whosever it is. */
export function ringPerKey<E extends Offset>(perKey: number, limit: number, keyOf: (event: E) => string): Retention<E> {
  const all = new Map<number, E>() // by offset: insertion order is the order of offsets
  const byKey = new Map<string, number[]>()
  const drop = (event: E) => {
    const key = keyOf(event)
    const offsets = byKey.get(key)
    offsets?.shift() // what goes is always its key's oldest
    if (offsets?.length === 0) byKey.delete(key)
    all.delete(event.offset)
  }
  return {
    put(event) {
      const key = keyOf(event)
      const offsets = byKey.get(key) ?? []
      offsets.push(event.offset)
      byKey.set(key, offsets)
      all.set(event.offset, event)
      const oldestOfKey = offsets.length > perKey ? all.get(offsets[0] ?? -1) : undefined
      if (oldestOfKey) drop(oldestOfKey)
      const oldest = all.size > limit ? all.values().next().value : undefined
      if (oldest) drop(oldest)
    },
    since: (offset) => after(offset, all.values()),
    clear() {
      all.clear()
      byKey.clear()
    },
    get size() {
      return all.size
    },
  }
}

/**
 * A ring by weight: the oldest event goes while the rest still weigh `limit` or more.
 * (Trimming *to* the limit would not be gap-closed: what is evicted would depend on where a replica started.)
 */
export function weightedRing<E extends Offset>(limit: number, weightOf: (event: E) => number): Retention<E> {
  const events = new Map<number, E>()
  let weight = 0
  return {
    put(event) {
      events.set(event.offset, event)
      weight += weightOf(event)
      for (const oldest of events.values()) {
        const rest = weight - weightOf(oldest)
        if (rest < limit) break
        events.delete(oldest.offset)
        weight = rest
      }
    },
    since: (offset) => after(offset, events.values()),
    clear() {
      events.clear()
      weight = 0
    },
    get size() {
      return events.size
    },
  }
}

function* after<E extends Offset>(offset: number, events: Iterable<E>): Iterable<E> {
  for (const event of events) if (event.offset > offset) yield event
}

function dropFirst<K, V>(map: Map<K, V>): void {
  for (const key of map.keys()) {
    map.delete(key)
    return
  }
}
