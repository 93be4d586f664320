import type { LecternEvent } from '../../shared/event'
import type { TopicFilter } from '../../shared/sticky-cache'

/** An event with the one JSON text that every client gets. */
export type StoredEvent = LecternEvent & {
  readonly json: string
  /** Of `json`, in UTF-8. */
  readonly bytes: number
  /** When it was published, in milliseconds that elapsed by the server's clock. */
  readonly at: number
}

export interface JournalLimits {
  readonly events: number
  readonly bytes: number
}

/** The newest events, none left out, for whoever was away for a moment. Offsets may skip numbers that no event has. */
export interface Journal {
  /** Takes the event that follows its last one. */
  append(event: StoredEvent): void
  /** True where every event after `offset` is still here. */
  reaches(offset: number): boolean
  /** Events after `offset` in their order; call only where it `reaches`. */
  after(offset: number, filter: TopicFilter): Iterable<StoredEvent>
  readonly events: number
  readonly bytes: number
  /** How many times over it was filled so far: 1.5 when one and a half times its room has passed through. */
  readonly filled: number
}

/** `from` is the offset behind which it begins. */
export function createJournal(limits: JournalLimits, from = 0): Journal {
  let events: (StoredEvent | null)[] = []
  let first = 0 // index of the oldest event that is still remembered; the emptied slots before it are cut off in bulk
  let bytes = 0
  let [passedEvents, passedBytes] = [0, 0]
  let floor = from // offset of the newest event that it does not remember
  /** Index of the first event after `offset`. */
  const indexAfter = (offset: number): number => {
    let [low, high] = [first, events.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((events[middle]?.offset ?? 0) > offset) high = middle
      else low = middle + 1
    }
    return low
  }
  return {
    append(event) {
      events.push(event)
      bytes += event.bytes
      passedEvents++
      passedBytes += event.bytes
      while (events.length - first > limits.events || bytes > limits.bytes) {
        bytes -= events[first]?.bytes ?? 0
        floor = events[first]?.offset ?? floor
        events[first] = null
        first++
      }
      if (first > 1_024 && first * 2 > events.length) {
        events = events.slice(first)
        first = 0
      }
    },
    reaches: (offset) => offset >= floor,
    *after(offset, filter) {
      for (let i = indexAfter(offset); i < events.length; i++) {
        const event = events[i]
        if (event && (!filter || filter.has(event.type))) yield event
      }
    },
    get events() {
      return events.length - first
    },
    get bytes() {
      return bytes
    },
    get filled() {
      return Math.max(passedEvents / limits.events, passedBytes / limits.bytes)
    },
  }
}
