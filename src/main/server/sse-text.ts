import { formatCursor } from '../../shared/cursor'
import type { Delivery } from '../broadcaster/delivery'
import type { StoredEvent } from '../broadcaster/journal'

/** A block of an event stream; without `event` it only moves the browser's Last-Event-ID. */
export function sseBlock(block: { id?: string; event?: string; data?: string }): string {
  const id = block.id === undefined ? '' : `id: ${block.id}\n`
  const event = block.event === undefined ? '' : `event: ${block.event}\n`
  const data = block.data === undefined ? '' : `data: ${block.data}\n`
  return `${id}${event}${data}\n`
}

/** A delivery as blocks of an event stream. */
export function sseText(delivery: Delivery): string {
  if (delivery.kind === 'gap') {
    const { from, to, dropped } = delivery
    return sseBlock({ event: 'gap', data: JSON.stringify({ from, to, dropped }) })
  }
  const { cursor, events, deck } = delivery
  const id = formatCursor(cursor)
  const blocks: string[] = []
  if (delivery.kind === 'snapshot' && delivery.reset) blocks.push(sseBlock({ event: 'reset', data: '{}' }))
  // Ahead of the backlog: without an id, which would skip what is still owed, but with the whole event in the data.
  if (deck && !(delivery.kind === 'events' && events[0] === deck)) {
    blocks.push(sseBlock({ event: 'deck', data: deck.json }))
  }
  for (const event of events) blocks.push(eventBlock(event, cursor.epoch))
  if (delivery.kind === 'snapshot' && delivery.complete) {
    blocks.push(sseBlock({ id, event: 'snapshot-complete', data: JSON.stringify({ cursor: id }) }))
  } else if (events.at(-1)?.offset !== cursor.offset) blocks.push(sseBlock({ id }))
  return blocks.join('')
}

/** The event's JSON begins with its id, which here stands in a line of its own. */
function eventBlock(event: StoredEvent, epoch: string): string {
  const id = formatCursor({ epoch, offset: event.offset })
  return sseBlock({ id, event: event.type, data: `{${event.json.slice(`{"id":"${id}",`.length)}` })
}
