import type { FastifyInstance } from 'fastify'
import type { StickyCache } from '../../shared/sticky-cache'
import { topicNames } from '../../shared/topics'
import type { StoredEvent } from '../broadcaster/journal'
import type { ServerDeps } from './deps'

/** `GET /healthz`: what this server holds, and how its sources are. */
export function registerHealth(app: FastifyInstance, deps: ServerDeps): void {
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return health(deps)
  })
}

function health({ broadcaster, clock, feeders, relay }: ServerDeps) {
  const { replica, clients } = broadcaster
  const { epoch, offset } = broadcaster.head()
  const now = clock.now()
  const totals = replica.read('totals', now).at(-1)?.payload
  return {
    // Who is answered at all is answered by a server that is ready: it listens only then.
    status: 'ok',
    ready: true,
    epoch,
    offset,
    clients,
    host_counts: replica.read('host_counts', now).at(-1)?.payload ?? {},
    phase_mix: replica.read('phase_mix', now).at(-1)?.payload ?? {},
    recent_episodes: replica.read('recent_episodes', now).at(-1)?.payload ?? [],
    total_alerts: totals?.total_alerts ?? 0,
    total_bytes: totals?.total_bytes ?? 0,
    total_episodes: totals?.total_episodes ?? 0,
    sticky: sticky(replica, now / 1000),
    feeders: feeders(),
    ...(relay ? { relay: relay() } : {}),
    recorder: replica.read('recorder_status', now).at(-1)?.payload ?? null,
  }
}

/** What is retained of each topic; `age_s` of a topic that never spoke is null. */
function sticky(replica: StickyCache<StoredEvent>, nowS: number) {
  const rows = topicNames.map((topic) => {
    const events: readonly StoredEvent[] = replica.read(topic)
    const newest = events.at(-1)
    const bytes = events.reduce((sum, event) => sum + event.bytes, 0)
    const age_s = newest ? Math.max(0, nowS - newest.timestamp) : null
    return [topic, { entries: events.length, bytes, offset: newest?.offset ?? 0, age_s }] as const
  })
  return Object.fromEntries(rows)
}
