import type { FastifyInstance } from 'fastify'
import type { ServerDeps } from './deps'

/** `GET /api/timeline`: what happened when in the recording that is played, for the presenter; 404 where none is. */
export function registerTimeline(app: FastifyInstance, { timeline }: ServerDeps): void {
  app.get('/api/timeline', { config: { access: 'command' } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return timeline ?? reply.code(404).send({ error: 'nothing is replayed here: "lectern rehearse FILE.mcap" does' })
  })
}
