import type { FastifyInstance } from 'fastify'
import type { Policy } from './verdict'

/** What a page of an allowed origin may send: a token, a body, and where it stopped reading. */
const ALLOWED_HEADERS = 'authorization, content-type, if-none-match, last-event-id'

/** Lets pages of `allowed_origins` read what they are answered. They bring a token; cookies stay at home. */
export function registerCors(app: FastifyInstance, { allowedOrigins }: Pick<Policy, 'allowedOrigins'>): void {
  if (allowedOrigins.size === 0) return
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || !allowedOrigins.has(origin)) return
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'etag', vary: 'origin' })
  })
  app.options('/*', { config: { access: 'public' } }, async (_request, reply) => {
    reply.headers({
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': '600',
    })
    return reply.code(204).send()
  })
}
