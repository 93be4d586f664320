import { type Cursor, formatCursor } from '../../shared/cursor'
import type { RetentionTable } from '../../shared/topics'
import type { Delivery } from '../broadcaster/delivery'
import { encodeOnce } from '../broadcaster/encode'

/** The answer of a poll while it is gathered. */
export interface PollAnswer {
  /** Takes a delivery in; true where the answer is worth sending now. */
  take(delivery: Delivery): boolean
  /** The body; the events are bytes that all polls in the same place share. */
  body(about: { now: number; retention: RetentionTable; cursor: Cursor; complete: boolean }): readonly Buffer[]
}

const eventsOf = encodeOnce((delivery) =>
  delivery.kind === 'gap' ? '' : delivery.events.map((event) => event.json).join(','),
)

export function createPollAnswer(): PollAnswer {
  let reset = false
  let gap: { from: number; to: number; dropped: number } | null = null
  const parts: Buffer[] = []
  return {
    take(delivery) {
      if (delivery.kind === 'gap') {
        const { from, to, dropped } = delivery
        gap = { from: gap?.from ?? from, to, dropped: dropped + (gap?.dropped ?? 0) }
        return false
      }
      if (delivery.events.length > 0) parts.push(eventsOf(delivery))
      if (delivery.kind === 'events') return true
      reset ||= delivery.reset
      return delivery.complete && (reset || gap !== null || parts.length > 0)
    },
    body({ now, retention, cursor, complete }) {
      const head = `{"now":${now},"retention":${JSON.stringify(retention)},"cursor":"${formatCursor(cursor)}","events":[`
      const marks = (reset ? ',"reset":true' : '') + (gap ? `,"gap":${JSON.stringify(gap)}` : '')
      const comma = Buffer.from(',')
      const events = parts.flatMap((part, index) => (index > 0 ? [comma, part] : [part]))
      return [Buffer.from(head), ...events, Buffer.from(`]${marks},"complete":${complete}}`)]
    },
  }
}
