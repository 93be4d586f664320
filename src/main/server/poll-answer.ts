import { type Cursor, formatCursor } from '../../shared/cursor'
import type { RetentionTable } from '../../shared/topics'
import type { Delivery } from '../broadcaster/delivery'
import { encodeOnce } from '../broadcaster/encode'

/** The body of a poll's answer as it is written: what closes it stands behind the events. */
export interface PollAnswer {
  /** What the delivery adds to the body, and whether the answer is over with it. */
  take(delivery: Delivery): { readonly bytes: readonly Buffer[]; readonly over: boolean }
  /** Up to where the events that were written tell everything; null while none is. */
  readonly written: Cursor | null
  end(about: { now: number; retention: RetentionTable; cursor: Cursor; complete: boolean }): Buffer
}

const HEAD = '{"events":['
const head = Buffer.from(HEAD)
const comma = Buffer.from(',')

/** The events are bytes that all polls in the same place share. */
const eventsOf = encodeOnce((delivery) =>
  delivery.kind === 'gap' ? '' : delivery.events.map((event) => event.json).join(','),
)

export function createPollAnswer(): PollAnswer {
  let reset = false
  let gap: { from: number; to: number; dropped: number } | null = null
  let written: Cursor | null = null
  return {
    take(delivery) {
      if (delivery.kind === 'gap') {
        const { from, to, dropped } = delivery
        gap = { from: gap?.from ?? from, to, dropped: dropped + (gap?.dropped ?? 0) }
        return { bytes: [], over: false }
      }
      const isReset = delivery.kind === 'snapshot' && delivery.reset
      // The source began anew in mid-answer: what it says now does not go on from what stands here.
      if (isReset && written) return { bytes: [], over: true }
      reset ||= isReset
      const bytes = delivery.events.length > 0 ? [written ? comma : head, eventsOf(delivery)] : []
      if (written || bytes.length > 0) written = delivery.cursor
      const said = reset || gap !== null || written !== null
      return { bytes, over: delivery.kind === 'events' || (delivery.complete && said) }
    },
    get written() {
      return written
    },
    end({ now, retention, cursor, complete }) {
      const marks = (reset ? ',"reset":true' : '') + (gap ? `,"gap":${JSON.stringify(gap)}` : '')
      const about = `"now":${now},"retention":${JSON.stringify(retention)},"cursor":"${formatCursor(cursor)}"`
      return Buffer.from(`${written ? '' : HEAD}],${about}${marks},"complete":${complete}}`)
    },
  }
}
