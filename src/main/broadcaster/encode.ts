import { formatCursor } from '../../shared/cursor'
import type { Delivery } from './delivery'

/** A delivery as the bytes of one transport, `seal` puts its text into them; the same delivery is encoded once, for whoever gets it. */
export function encodeOnce(
  encode: (delivery: Delivery) => string,
  seal: (text: string) => Buffer = Buffer.from,
): (delivery: Delivery) => Buffer {
  const done = new WeakMap<Delivery, Buffer>()
  return (delivery) => {
    const known = done.get(delivery)
    if (known) return known
    const bytes = seal(encode(delivery))
    done.set(delivery, bytes)
    return bytes
  }
}

/** A delivery as the JSON message of WebSocket and IPC. Events go in as the text they were serialised to at publish. */
export function jsonMessage(delivery: Delivery): string {
  if (delivery.kind === 'gap') {
    const { from, to, dropped } = delivery
    return JSON.stringify({ type: 'gap', from, to, dropped })
  }
  const events = delivery.events.map((event) => event.json).join(',')
  const deck = delivery.deck ? `,"deck":${delivery.deck.json}` : ''
  const marks =
    delivery.kind === 'snapshot'
      ? (delivery.reset ? ',"reset":true' : '') + (delivery.complete ? ',"complete":true' : '')
      : ''
  return `{"type":"${delivery.kind}","cursor":"${formatCursor(delivery.cursor)}","events":[${events}]${marks}${deck}}`
}
