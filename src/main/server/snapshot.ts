import type { FastifyInstance } from 'fastify'
import { formatCursor } from '../../shared/cursor'
import type { TopicFilter } from '../../shared/sticky-cache'
import { PROTOCOL } from '../../shared/wire'
import type { ServerDeps } from './deps'
import { answer, type Representation, representation } from './representation'
import { topicFilter } from './topic-filter'

/** Filters whose snapshot is held; past that the one longest unused is made again. */
const FILTERS = 16

/** For how long a snapshot of an unchanged log is handed out again: it also tells the time, in milliseconds. */
const FRESH_MS = 1_000

/** `GET /api/snapshot`: everything retained, made once for all who ask at the same head. */
export function registerSnapshot(app: FastifyInstance, deps: ServerDeps): void {
  const snapshots = heldSnapshots(deps)
  app.get<{ Querystring: { types?: unknown } }>('/api/snapshot', (request, reply) =>
    answer(request, reply, snapshots(topicFilter(request.query.types))),
  )
}

function heldSnapshots({ broadcaster, clock }: ServerDeps): (filter: TopicFilter) => Representation {
  const held = new Map<string, { readonly madeAt: number; readonly found: Representation }>()
  return (filter) => {
    const key = filter ? [...filter].sort().join() : '*'
    const etag = `W/"${formatCursor(broadcaster.head())}"` // weak: the time in it differs
    const known = held.get(key)
    if (known?.found.etag === etag && clock.elapsed() - known.madeAt < FRESH_MS) return known.found
    // Its `now` would be a lie when taken from a browser's cache.
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
    const body = Buffer.from(snapshotText({ broadcaster, clock }, filter))
    const found = representation(body, etag, headers, true)
    held.delete(key)
    held.set(key, { madeAt: clock.elapsed(), found })
    for (const oldest of held.keys()) {
      if (held.size <= FILTERS) break
      held.delete(oldest)
    }
    return found
  }
}

/** The body's JSON; the events go in as the text they were serialised to at publish. */
export function snapshotText(
  { broadcaster, clock }: Pick<ServerDeps, 'broadcaster' | 'clock'>,
  filter: TopicFilter,
): string {
  const cursor = formatCursor(broadcaster.head())
  const events = Array.from(broadcaster.replica.since(0, filter), (event) => event.json).join(',')
  const retention = JSON.stringify(broadcaster.retention)
  return `{"protocol":${PROTOCOL},"now":${clock.now() / 1000},"cursor":"${cursor}","retention":${retention},"events":[${events}],"complete":true}`
}
