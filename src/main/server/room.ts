import type { FastifyInstance } from 'fastify'
import type { Broadcaster } from '../broadcaster/broadcaster'
import type { ServerDeps } from './deps'
import type { ClientPlace } from './traffic'

/** `GET /api/room`: who is in the room, who lags furthest behind, and how the sources are; for the presenter. */
export function registerRoom(app: FastifyInstance, { traffic, broadcaster, clock, feeders }: ServerDeps): void {
  app.get('/api/room', { config: { access: 'command' } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const clients = [...traffic.clients].flatMap(([key, count]) => {
      const [transport, role] = key.split(' ')
      return count > 0 ? [{ transport, role, count }] : []
    })
    return { clients, slowest: slowest(traffic.places, broadcaster, clock.elapsed()), sources: feeders() }
  })
}

/** The client that was told least: how many events it lacks, and since when; null where nobody stays. */
function slowest(places: Iterable<ClientPlace>, { head, replica }: Broadcaster, nowMs: number) {
  let last: ClientPlace | null = null
  for (const place of places) if (last === null || place.offset() < last.offset()) last = place
  if (last === null) return null
  const { transport, role } = last
  const events = Math.max(0, head().offset - last.offset())
  // Of what it lacks the oldest that is still retained: the rest nobody can be told any more.
  const [oldest] = replica.since(last.offset())
  return { transport, role, events, seconds: oldest ? (nowMs - oldest.at) / 1000 : 0 }
}
