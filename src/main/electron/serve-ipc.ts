import { every } from '../../shared/clock'
import { formatCursor, parseCursor } from '../../shared/cursor'
import { type Dispose, disposeAll } from '../../shared/dispose'
import { PORT_CLOSED } from '../../shared/ipc'
import { HEARTBEAT_S } from '../../shared/wire'
import { encodeOnce, jsonMessage } from '../broadcaster/encode'
import type { Grant, ServerDeps } from '../server/deps'
import { helloOf } from '../server/hello'
import { subscriberOf, UNHEARD_MS, UNSENT_BYTES } from '../server/subscriber'
import { answersFor } from '../server/ws-answer'

/** A port to a page, as the stream needs it: Electron's, or one in memory. */
export interface IpcPort {
  post(text: string): void
  /** Calls for each text that the page posts. */
  onText(told: (text: string) => void): void
  /** Calls once, when the page is gone or has closed its end. */
  onClose(closed: () => void): void
  close(): void
}

/** What a window of this program itself may: it is the presenter's. */
const ownWindow: Grant = { role: 'presenter', publish: false, command: true, identified: true }

/** Serves the stream on a port: the same messages as on a WebSocket, to one more subscriber. `resume` is a cursor, or nothing. */
export function serveIpc(port: IpcPort, resume: unknown, deps: ServerDeps): Dispose {
  const { broadcaster, clock, traffic } = deps
  const encode = encodeOnce(jsonMessage)
  // A port has no backpressure of its own: what the page has not yet answered counts as on its way.
  const unanswered: { readonly bytes: number; readonly at: number }[] = []
  let unsent = 0
  const write = (text: string) => {
    unanswered.push({ bytes: text.length, at: clock.elapsed() })
    unsent += text.length
    port.post(text)
  }
  const say = (message: object) => write(JSON.stringify(message))

  say({ type: 'hello', ...helloOf(deps, ownWindow.role) })
  const subscriber = subscriberOf(
    {
      transport: 'ipc',
      role: ownWindow.role,
      filter: null,
      encode,
      write: (bytes) => write(bytes.toString()),
      unsent: () => unsent,
    },
    deps,
  )
  const subscription = broadcaster.open(subscriber, parseCursor(resume))

  const heartbeat = every(clock, HEARTBEAT_S * 1000, () => {
    const oldest = unanswered[0]
    if (oldest && clock.elapsed() - oldest.at >= UNHEARD_MS) return end()
    if (unsent < UNSENT_BYTES)
      say({ type: 'ping', now: clock.now() / 1000, cursor: formatCursor(subscription.cursor()) })
  })
  const end = disposeAll([
    () => {
      port.post(PORT_CLOSED)
      port.close()
    },
    subscription.close,
    traffic.joined('ipc', ownWindow.role, () => subscription.cursor().offset),
    heartbeat,
  ])

  const answerTo = answersFor(ownWindow, deps)
  port.onText((text) => {
    const answer = answerTo(text)
    if (answer.kind === 'none') {
      unsent -= unanswered.shift()?.bytes ?? 0
      subscription.wake()
    }
    if (answer.kind === 'later') void answer.message.then(say)
    if (answer.kind === 'offence') say({ type: 'error', message: answer.error })
  })
  port.onClose(end)
  return end
}
