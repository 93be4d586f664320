import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, type Registry } from 'prom-client'
import { transports } from '../../shared/transports'
import { isLoopback } from '../addresses'
import type { Gatekeeper } from './access'
import type { ServerDeps } from './deps'
import { refusalFor } from './verdict'

/** `GET /metrics`: Prometheus text, to whoever asks over loopback, else to the presenter. */
export function registerMetrics(app: FastifyInstance, deps: ServerDeps, { asked }: Pick<Gatekeeper, 'asked'>): void {
  const { traffic, broadcaster, limitHits } = deps
  const { registry } = traffic
  const pairs = <V>(record: Readonly<Record<string, V>>) => Object.entries(record)
  const sent = (key: 'deliveries' | 'events' | 'bytes' | 'gaps' | 'dropped', help: string) =>
    counter(registry, `lectern_sent_${key}_total`, help, 'transport', () =>
      transports.map((name) => [name, traffic.sent[name][key]]),
    )

  counter(registry, 'lectern_events_total', 'Events published, by topic.', 'topic', () => pairs(broadcaster.published))
  sent('deliveries', 'Batches handed to clients.')
  sent('events', 'Events handed to clients.')
  sent('bytes', 'Bytes of the stream handed to clients.')
  sent('gaps', 'Gaps told to clients that fell behind the journal.')
  sent('dropped', 'Events that those clients did not get.')
  counter(registry, 'lectern_limit_hits_total', 'How often a limit was met.', 'limit', () => limitHits.counts)
  gauge(registry, 'lectern_clients', 'Clients of the stream.', ['transport', 'role'], () =>
    [...traffic.clients].map(([key, count]) => [key.split(' '), count]),
  )
  gauge(registry, 'lectern_offset', 'Offset of the newest event.', [], () => [[[], broadcaster.head().offset]])
  gauge(registry, 'lectern_feeder_age_seconds', 'Since the newest value of a source.', ['feeder'], () =>
    pairs(deps.feeders()).flatMap(([name, health]) => {
      const age = ageOf(health, deps.clock.now() / 1000)
      return age === null ? [] : [[[name], age] as const]
    }),
  )
  const tape = (name: string, help: string, read: (figures: { busy_ms: number; bytes: number }) => number) =>
    gauge(registry, `lectern_recording_${name}`, help, [], () => {
      const figures = deps.recorder?.()
      return figures ? [[[], read(figures)]] : []
    })
  tape('busy_seconds', "Of the server's thread, by the running recording.", ({ busy_ms }) => busy_ms / 1000)
  tape('bytes', 'Of the running recording.', ({ bytes }) => bytes)
  gauge(registry, 'lectern_memory_bytes', 'Resident memory of the process.', [], () => [
    [[], process.memoryUsage.rss()],
  ])
  watchEventLoop(app, registry)

  // Public, as who stands at this machine needs no token: the route itself looks from where it is asked.
  app.get('/metrics', { config: { access: 'public' } }, async (request, reply) => {
    const { forwarded, address } = asked(request.raw)
    // A proxy on this machine speaks for others.
    const isLocal = !forwarded && isLoopback(address)
    const refusal = isLocal ? null : refusalFor(deps.access.verdict(request.raw), 'command')
    if (refusal?.status === 401) reply.header('www-authenticate', 'Bearer')
    if (refusal) return reply.code(refusal.status).send({ error: refusal.error })
    reply.header('content-type', registry.contentType).header('cache-control', 'no-store')
    return registry.metrics()
  })
}

function watchEventLoop(app: FastifyInstance, registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  app.addHook('onClose', async () => void delay.disable())
  gauge(registry, 'lectern_event_loop_delay_seconds', 'Since the last scrape.', ['quantile'], () => {
    const values = [0.5, 0.99, 1].map((q) => [[String(q)], delay.percentile(q * 100) / 1e9] as const)
    delay.reset()
    return values
  })
}

type Values<Labels> = Iterable<readonly [labels: Labels, value: number]>

function counter(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Values<string> | readonly [string, number][],
) {
  return new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset()
      for (const [value, count] of read()) this.labels(value).inc(count)
    },
  })
}

function gauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  read: () => Values<readonly string[]>,
) {
  return new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect() {
      this.reset()
      for (const [labels, value] of read()) this.labels(...labels).set(value)
    },
  })
}

/** A source says in its health when its newest value is from, in epoch seconds. */
function ageOf(health: unknown, nowS: number): number | null {
  if (typeof health !== 'object' || health === null || !('updated_at' in health)) return null
  return typeof health.updated_at === 'number' ? Math.max(0, nowS - health.updated_at) : null
}
