import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Grant, ServerDeps } from './deps'
import { hasRoom, noRoom } from './subscriber'
import { isGrant } from './verdict'

/** A GET whose answer is written as the stream goes: `serve` has the response to itself, with the headers set. */
export function streamRoute(
  app: FastifyInstance,
  deps: ServerDeps,
  route: { readonly path: string; readonly headers: Readonly<Record<string, string>> },
  serve: (response: ServerResponse, request: FastifyRequest, grant: Grant) => void,
): void {
  app.get(route.path, { config: { access: 'read' } }, (request, reply) => {
    const verdict = deps.access.verdict(request.raw)
    if (!isGrant(verdict)) return reply.code(verdict.status).send({ error: verdict.error })
    if (!hasRoom(deps)) return reply.code(503).header('retry-after', '5').send(noRoom)
    const headers = { ...reply.getHeaders(), ...route.headers }
    reply.hijack()
    if (reply.raw.destroyed) return // it left while the gate looked at it, and will not say so again
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) reply.raw.setHeader(name, value)
    serve(reply.raw, request, verdict)
  })
}
