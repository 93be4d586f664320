import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { formatCursor } from '../../shared/cursor'
import { disposeAll } from '../../shared/dispose'
import { HEARTBEAT_S } from '../../shared/wire'
import type { Delivery } from '../broadcaster/delivery'
import type { Grant, ServerDeps } from './deps'
import { helloOf } from './hello'
import { createSlidingWindow } from './sliding-window'
import { endSocket, keepHearing } from './sockets'
import type { StreamRequest } from './stream-request'
import { type Pipe, subscriberOf, UNSENT_BYTES } from './subscriber'
import { type Answer, answersFor } from './ws-answer'

/** Bad messages of a client within a minute at which it is closed. */
const OFFENCES = 10
const MINUTE_MS = 60_000
/** Messages of a client that may be under way at once: a log that is elsewhere takes its time. */
const UNANSWERED = 64

const noText: Answer = { kind: 'offence', error: 'a message is a text frame, not a binary one' }

/** A WebSocket that was let in. */
export interface Guest {
  readonly socket: WebSocket
  /** The connection under it: it takes what is framed already, and says when it has drained. */
  readonly raw: Duplex
  readonly grant: Grant
  readonly request: StreamRequest
  /** A delivery as a frame. */
  encode(delivery: Delivery): Buffer
}

/** Says hello, tells what is owed, and answers what the client says, until either side closes. */
export function serveSocket({ socket, raw, grant, request, encode }: Guest, deps: ServerDeps): void {
  const { broadcaster, clock, limits, limitHits, traffic } = deps
  const { role } = grant
  const unsent = () => socket.bufferedAmount
  const say = (message: object) => socket.send(JSON.stringify(message))
  let unanswered = 0
  const mayRead = () => unsent() < UNSENT_BYTES && unanswered < UNANSWERED

  say({ type: 'hello', ...helloOf(deps, role) })
  const pipe: Pipe = {
    ...{ transport: 'ws', role, filter: request.filter, encode },
    // Past the library, which would frame a delivery for each client anew.
    write: (frame) => void raw.write(frame),
    // Nothing may follow the frame that closes.
    unsent: () => (socket.readyState === socket.OPEN ? unsent() : Infinity),
  }
  const subscription = broadcaster.open(subscriberOf(pipe, deps), request.cursor)

  const drained = () => {
    subscription.wake()
    if (socket.isPaused && mayRead()) socket.resume()
  }
  raw.on('drain', drained)

  const heartbeat = keepHearing(socket, clock, HEARTBEAT_S * 1000, () => {
    if (unsent() >= UNSENT_BYTES) return
    say({ type: 'ping', now: clock.now() / 1000, cursor: formatCursor(subscription.cursor()) })
    socket.ping()
  })

  const offences = createSlidingWindow(OFFENCES, MINUTE_MS)
  const speaks = grant.publish || grant.command
  const messages = createSlidingWindow(limits.audience_messages_per_minute + 1, MINUTE_MS)
  const answerTo = answersFor(grant, deps)
  /** False for a client that is closed, also by what it says now. */
  const mayGoOn = () => {
    if (socket.readyState !== socket.OPEN) return false
    if (speaks || !messages.hit(clock.elapsed())) return true
    limitHits.hit('audience_messages_per_minute')
    endSocket(socket, clock, 1008, 'limit "audience_messages_per_minute"')
    return false
  }
  socket.on('ping', mayGoOn)
  socket.on('message', (data, isBinary) => {
    if (!mayGoOn()) return
    const answer = isBinary ? noText : answerTo(data.toString())
    if (answer.kind === 'later') {
      unanswered++
      void answer.message.then((message) => {
        unanswered--
        if (socket.readyState === socket.OPEN) say(message)
        if (socket.isPaused && mayRead()) socket.resume()
      })
    }
    if (answer.kind === 'offence') {
      say({ type: 'error', message: answer.error })
      if (offences.hit(clock.elapsed())) {
        limitHits.hit('bad_messages')
        endSocket(socket, clock, 1008, 'limit "bad_messages"')
      }
    }
    // Who does not read its answers, or is ahead of them, is not read either.
    if (!mayRead()) socket.pause()
  })
  const left = traffic.joined('ws', role, () => subscription.cursor().offset)
  socket.once('close', disposeAll([subscription.close, heartbeat, left, () => raw.off('drain', drained)]))
}
