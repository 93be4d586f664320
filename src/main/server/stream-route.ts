import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Dispose } from '../../shared/dispose'
import type { Grant, ServerDeps } from './deps'
import { hasRoom, noRoom } from './subscriber'
import { isGrant } from './verdict'
import { whenOver } from './when-over'

/** A GET whose answer is written as the stream goes: `serve` has the response to itself, with the headers set, and its undo is called when that is over. */
export function streamRoute(
  app: FastifyInstance,
  deps: ServerDeps,
  route: { readonly path: string; readonly headers: Readonly<Record<string, string>> },
  serve: (response: ServerResponse, request: FastifyRequest, grant: Grant) => Dispose,
): void {
  // Of its own, for fastify's would be served the stream, which it must not be sent, for ever.
  app.head(route.path, { config: { access: 'read' } }, (_request, reply) => reply.headers(route.headers).send())
  app.get(route.path, { config: { access: 'read' }, exposeHeadRoute: false }, (request, reply) => {
    const verdict = deps.access.verdict(request.raw)
    if (!isGrant(verdict)) return reply.code(verdict.status).send({ error: verdict.error })
    if (!hasRoom(deps)) return reply.code(503).header('retry-after', '5').send(noRoom)
    const headers = { ...reply.getHeaders(), ...route.headers }
    reply.hijack()
    if (reply.raw.destroyed || request.raw.socket.destroyed) return // it left while the gate looked at it
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) reply.raw.setHeader(name, value)
    whenOver(request, reply.raw, serve(reply.raw, request, verdict))
  })
}
