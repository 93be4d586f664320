import type { Logger } from 'pino'
import { Histogram, Registry } from 'prom-client'
import type { Clock } from '../../shared/clock'
import { type Dispose, once } from '../../shared/dispose'
import type { TransportName } from '../../shared/transports'
import type { Role } from '../../shared/wire'
import type { Delivery } from '../broadcaster/delivery'

/** An incident is over when no client lost anything for so long, in milliseconds. */
const CALM_MS = 60_000

interface Sent {
  deliveries: number
  events: number
  bytes: number
  gaps: number
  dropped: number
}

/** A client, and how far it was told. */
export interface ClientPlace {
  readonly transport: TransportName
  readonly role: Role
  offset(): number
}

/** What goes over the stream's transports, for `/metrics` and the log. */
export interface Traffic {
  /** Notes a client; the undo when it leaves. `offset` tells how far it was told, where it stays for longer than one answer. */
  joined(transport: TransportName, role: Role, offset?: () => number): Dispose
  delivered(transport: TransportName, delivery: Delivery, bytes: number): void
  readonly sent: Readonly<Record<TransportName, Readonly<Sent>>>
  /** Clients by `TRANSPORT ROLE`. */
  readonly clients: ReadonlyMap<string, number>
  /** Clients that stay. */
  readonly places: Iterable<ClientPlace>
  readonly registry: Registry
  /** Waits for nothing any more. */
  readonly close: Dispose
}

export function createTraffic(clock: Clock, log: Logger): Traffic {
  const nothing = (): Sent => ({ deliveries: 0, events: 0, bytes: 0, gaps: 0, dropped: 0 })
  const sent = { ws: nothing(), sse: nothing(), poll: nothing(), ipc: nothing() }
  const clients = new Map<string, number>()
  const places = new Set<ClientPlace>()
  const registry = new Registry()
  const latency = new Histogram({
    name: 'lectern_publish_to_socket_seconds',
    help: 'From the publish of the oldest event of a live batch until the batch was written to a socket.',
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const gapLog = createGapLog(clock, log)

  return {
    joined(transport, role, offset) {
      const key = `${transport} ${role}`
      const add = (n: number) => clients.set(key, (clients.get(key) ?? 0) + n)
      add(1)
      const place = offset ? { transport, role, offset } : null
      if (place) places.add(place)
      return once(() => {
        add(-1)
        if (place) places.delete(place)
      })
    },
    delivered(transport, delivery, bytes) {
      const sum = sent[transport]
      sum.deliveries++
      sum.bytes += bytes
      if (delivery.kind === 'gap') {
        sum.gaps++
        sum.dropped += delivery.dropped
        gapLog.note(transport, delivery.dropped)
        return
      }
      sum.events += delivery.events.length
      const oldest = delivery.events[0]
      if (delivery.kind === 'events' && oldest) latency.observe((clock.elapsed() - oldest.at) / 1000)
    },
    sent,
    clients,
    places,
    registry,
    close: gapLog.close,
  }
}

/** Says once that clients fell behind and once how much they lost, however many of them there are. */
function createGapLog(clock: Clock, log: Logger) {
  const open = new Map<TransportName, { gaps: number; dropped: number; end: Dispose }>()
  return {
    note(transport: TransportName, dropped: number) {
      const before = open.get(transport)
      before?.end()
      const incident = { gaps: (before?.gaps ?? 0) + 1, dropped: (before?.dropped ?? 0) + dropped }
      if (!before) log.warn({ transport, dropped }, 'a client fell behind the journal and was told the retained state')
      const end = clock.after(CALM_MS, () => {
        open.delete(transport)
        if (incident.gaps > 1) log.info({ transport, ...incident }, 'clients keep up again')
      })
      open.set(transport, { ...incident, end })
    },
    close() {
      for (const { end } of open.values()) end()
      open.clear()
    },
  }
}
