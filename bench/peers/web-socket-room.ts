import type { Child } from '../processes'
import { HEAD_BYTES, openWebSocket } from '../wire/web-socket'
import { createAnswers } from './answers'
import { publishMessage } from './payload'
import { nothingYet, type Received, type Room } from './peer'

interface Where {
  readonly port: number
  readonly path: string
  /** How a viewer introduces itself, and how a presenter does. */
  readonly viewer: readonly string[]
  readonly presenter: readonly string[]
}

/** A server that speaks Lectern's messages, or enough of them: the cursor before the events counts them. */
export function webSocketRoom(child: Child, { port, path, viewer, presenter }: Where): Room {
  return {
    pid: child.pid,
    stop: child.stop,
    async subscribe(hear, as = 'viewer') {
      const received = nothingYet()
      let offset = -1
      let told: () => void = () => {}
      const first = new Promise<void>((resolve) => {
        told = resolve
      })
      await openWebSocket({
        ...{ port, path, headers: as === 'viewer' ? viewer : presenter, keep: HEAD_BYTES },
        message({ text, bytes }) {
          const head = text.toString('latin1')
          received.frames++
          received.bytes += bytes
          const place = offsetOf(head)
          if (place !== null) {
            // The first says where the viewer begins.
            if (offset >= 0) received.events += place - offset
            offset = place
            told()
          } else if (head.startsWith('{"type":"gap"')) lose(received, head)
          hear?.(received)
        },
      })
      await first
      return received
    },
    async produce() {
      const answers = createAnswers()
      const line = await openWebSocket({
        ...{ port, path: `${path}?types=`, keep: HEAD_BYTES },
        message: ({ text }) => text.toString('latin1', 0, 20).startsWith('{"type":"published"') && answers.came(),
      })
      const messages = new Map<number, string>()
      return {
        publish(events) {
          const message = messages.get(events) ?? publishMessage(events)
          messages.set(events, message)
          const answered = answers.next()
          line.write(message)
          return answered
        },
      }
    },
  }
}

/** The offset of a batch's cursor, or of a lone event's id. */
function offsetOf(head: string): number | null {
  const found = /^\{(?:"type":"(?:events|snapshot)","cursor"|"id"):"[0-9a-f]{16}:(\d+)"/.exec(head)
  return found ? Number(found[1]) : null
}

/** The dropped ones are part of the next cursor's advance, and were not received. */
function lose(received: Received, head: string): void {
  const dropped = Number(/"dropped":(\d+)/.exec(head)?.[1] ?? 0)
  received.dropped += dropped
  received.events -= dropped
}
