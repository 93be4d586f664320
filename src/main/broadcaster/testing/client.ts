import type { Cursor } from '../../../shared/cursor'
import { createStickyCache, type StickyCache, type TopicFilter } from '../../../shared/sticky-cache'
import type { RetentionTable } from '../../../shared/topics'
import { parseServerMessage, type ServerMessage } from '../../../shared/wire'
import type { Delivery } from '../delivery'
import { jsonMessage } from '../encode'

/** A browser in miniature: it is fed with the wire's messages and holds a replica, and after a reset a new one in the making. */
export interface TestClient {
  readonly replica: StickyCache
  /** What it would resume after; null before its first word. */
  readonly cursor: Cursor | null
  /** True from `complete` until the next `reset`. */
  readonly complete: boolean
  readonly scene: number | null
  /** Offsets since the last reset that came as an event, and that a gap said would not. */
  readonly delivered: number
  readonly dropped: number
  /** Everything it was told, in order. */
  readonly log: readonly ServerMessage[]
  tell(message: ServerMessage): void
}

export function createTestClient(retention: RetentionTable): TestClient {
  let replica = createStickyCache(retention)
  let filling: StickyCache | null = null
  const seen = {
    cursor: null as Cursor | null,
    complete: false,
    scene: null as number | null,
    delivered: 0,
    dropped: 0,
  }
  const log: ServerMessage[] = []
  return {
    get replica() {
      return replica
    },
    get cursor() {
      return seen.cursor
    },
    get complete() {
      return seen.complete
    },
    get scene() {
      return seen.scene
    },
    get delivered() {
      return seen.delivered
    },
    get dropped() {
      return seen.dropped
    },
    log,
    tell(message) {
      log.push(message)
      if (message.type === 'gap') seen.dropped += message.dropped
      if (message.type !== 'snapshot' && message.type !== 'events') return
      if (message.type === 'snapshot' && message.reset) {
        filling = createStickyCache(retention)
        Object.assign(seen, { complete: false, delivered: 0, dropped: 0 })
      }
      const target = filling ?? replica
      for (const event of message.events) {
        if (!target.put(event)) throw new Error(`told ${event.offset} again at ${target.offset}`)
        seen.delivered++
        if (event.type === 'deck') seen.scene = event.payload.scene
      }
      target.advance(message.cursor.offset)
      if (message.deck?.type === 'deck') seen.scene = message.deck.payload.scene
      seen.cursor = message.cursor
      if (message.type === 'snapshot' && message.complete) {
        replica = target
        filling = null
        seen.complete = true
      }
    },
  }
}

/** A subscriber that says what it is told as the wire does, and can be stalled. */
export function createTestSubscriber(filter: TopicFilter, tickMs: number, tell: (message: ServerMessage) => void) {
  const subscriber = {
    filter,
    tickMs,
    /** How many more deliveries it takes before it is stalled. */
    room: Infinity,
    deliveries: [] as Delivery[],
    writable: () => subscriber.room > 0,
    send(delivery: Delivery) {
      subscriber.room--
      subscriber.deliveries.push(delivery)
      const parsed = parseServerMessage(jsonMessage(delivery))
      if ('error' in parsed) throw new Error(parsed.error)
      tell(parsed.message)
    },
  }
  return subscriber
}
