import type { Broadcaster } from '../../../main/broadcaster/broadcaster'
import type { Delivery } from '../../../main/broadcaster/delivery'
import { jsonMessage } from '../../../main/broadcaster/encode'
import type { Subscription } from '../../../main/broadcaster/pump'
import { createPollAnswer } from '../../../main/server/poll-answer'
import { sseText } from '../../../main/server/sse-text'
import type { Clock } from '../../../shared/clock'
import { once } from '../../../shared/dispose'
import type { TransportName } from '../../../shared/transports'
import { parsePollBody } from '../../../shared/wire'
import { createSseReader } from '../sse-blocks'
import { createSseTranslator } from '../sse-messages'
import { parseOne, type Transport } from '../transport'

/** How the network is at the moment. */
interface Weather {
  /** Transports that cannot be opened. */
  readonly blocked: Set<TransportName>
  /** Nothing can be written to a client. */
  stalled: boolean
}

/** Lines to a broadcaster in the same process: all three ways of the wire, without sockets, with a network that fails. */
export interface Lines {
  readonly transports: readonly [Transport, Transport, Transport]
  readonly weather: Weather
  /** Cuts what is open; what is on its way is lost. */
  cut(): void
  /** The clients can be written to again. */
  wake(): void
}

const LATENCY_MS = 3
const POLL_MS = 50

export function memoryLines(broadcaster: Broadcaster, clock: Clock): Lines {
  const weather: Weather = { blocked: new Set(), stalled: false }
  const cuts = new Set<() => void>()
  const wakes = new Set<() => void>()

  const hello = (): string => {
    const { epoch, offset } = broadcaster.head()
    const { retention } = broadcaster
    const fields = { protocol: 1, now: clock.now() / 1000, epoch, offset, heartbeat_s: 20, role: 'audience', retention }
    return JSON.stringify({ type: 'hello', ...fields })
  }

  /** A transport that writes what `encode` makes of hello and of each delivery, a little later. */
  const stream = (name: TransportName, encoder: () => (what: Delivery | 'hello') => readonly string[]): Transport => ({
    name,
    holdsConnection: name !== 'ws',
    parse: parseOne,
    open(resume, sink) {
      let alive = true
      let subscription: Subscription | null = null
      const later = (call: () => void) => clock.after(LATENCY_MS, () => alive && call())
      const encode = encoder()
      const write = (texts: readonly string[]) => {
        for (const text of texts) later(() => sink.received(text))
      }
      const end = () => {
        alive = false
        cuts.delete(cut)
        if (!subscription) return
        subscription.close()
        wakes.delete(subscription.wake)
      }
      const cut = () => {
        end()
        sink.closed('cut')
      }
      cuts.add(cut)
      if (weather.blocked.has(name)) {
        later(cut)
        return once(end)
      }
      write(encode('hello'))
      const send = (delivery: Delivery) => write(encode(delivery))
      subscription = broadcaster.open({ filter: null, tickMs: 40, writable: () => !weather.stalled, send }, resume())
      wakes.add(subscription.wake)
      return once(end)
    },
  })

  const ws = stream('ws', () => (what) => [what === 'hello' ? hello() : jsonMessage(what)])
  const sse = stream('sse', () => {
    const cutBlocks = createSseReader()
    const translate = createSseTranslator()
    return (what) => translate(cutBlocks(what === 'hello' ? `event: hello\ndata: ${hello()}\n\n` : sseText(what)))
  })

  const poll: Transport = {
    name: 'poll',
    holdsConnection: true,
    parse: parsePollBody,
    open(resume, sink) {
      let alive = true
      const ask = () => {
        if (!alive) return
        if (weather.blocked.has('poll')) return sink.closed('blocked')
        const deliveries: Delivery[] = []
        const subscriber = {
          filter: null,
          tickMs: 40,
          writable: () => true,
          send: (one: Delivery) => deliveries.push(one),
        }
        broadcaster.open(subscriber, resume()).close()
        clock.after(LATENCY_MS, () => alive && sink.received(pollBody(deliveries)))
        clock.after(POLL_MS, ask)
      }
      const cut = () => {
        alive = false
        sink.closed('cut')
      }
      cuts.add(cut)
      clock.after(LATENCY_MS, ask)
      return once(() => {
        alive = false
        cuts.delete(cut)
      })
    },
  }

  const pollBody = (deliveries: readonly Delivery[]): string => {
    const answer = createPollAnswer()
    let cursor = broadcaster.head()
    const parts = deliveries.flatMap((delivery) => {
      if (delivery.kind !== 'gap') cursor = delivery.cursor
      return answer.take(delivery).bytes
    })
    const about = { now: clock.now() / 1000, retention: broadcaster.retention, cursor, complete: true }
    return Buffer.concat([...parts, answer.end(about)]).toString()
  }

  return {
    transports: [ws, sse, poll],
    weather,
    cut() {
      for (const cut of [...cuts]) cut()
    },
    wake() {
      for (const wake of [...wakes]) wake()
    },
  }
}
