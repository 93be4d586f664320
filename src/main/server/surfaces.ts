import type { FastifyInstance, FastifyReply } from 'fastify'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { disposeAll } from '../../shared/dispose'
import { jsonOrNull } from '../../shared/json-text'
import type { ServerDeps } from './deps'
import { endSocket, keepHearing, socketsUpTo } from './sockets'
import { onUpgrade } from './upgrade'

/** The presenter's conversations, as these routes need them. */
export interface SurfaceEndpoint {
  connect(socket: { send(text: string, flushed: () => void): void; close(code: number, reason: string): void }): {
    receive(text: string): void
    close(): void
  }
  close(conversationId: string): { readonly conversationId: string; readonly abortedTurn: boolean }
  warm(
    conversationId: string,
  ): Promise<
    | { readonly kind: 'done'; readonly body: object }
    | { readonly kind: 'refused' | 'full' | 'failed'; readonly error: string }
  >
}

type Deps = Pick<ServerDeps, 'access' | 'clock' | 'limits' | 'limitHits'>

const PING_MS = 30_000
const STATUS = { refused: 409, full: 503, failed: 502 } as const

const warmBody = z.object({ conversationId: z.string().min(1).max(128) })

/** `/surfaces`, `POST /conversations/:id/close` and `POST /chat/warm`: the presenter's. */
export function registerSurfaces(app: FastifyInstance, deps: Deps, surfaces: SurfaceEndpoint): void {
  const config = { access: 'command' } as const

  // Not `:id`, whose length fastify limits by itself, with 404.
  app.post<{ Params: { '*': string } }>('/conversations/*', { config }, async (request, reply) => {
    const path = request.params['*']
    if (!path.endsWith('/close')) return reply.callNotFound()
    return surfaces.close(path.slice(0, -'/close'.length))
  })

  app.post('/chat/warm', { config, bodyLimit: deps.limits.audience_message }, async (request, reply) => {
    const body = warmBody.safeParse(jsonOrNull(String(request.body)))
    if (!body.success) return refuse(reply, 400, 'a warm needs {"conversationId": "…"}, at most 128 characters')
    const warmed = await surfaces.warm(body.data.conversationId)
    return warmed.kind === 'done' ? warmed.body : refuse(reply, STATUS[warmed.kind], warmed.error)
  })

  const open = socketsUpTo('audience_message', app, deps)
  onUpgrade(app, deps, '/surfaces', 'command', (request, raw, head) =>
    open(request, raw, head, (socket) => serve(socket, deps, surfaces)),
  )
}

function serve(socket: WebSocket, { clock }: Deps, surfaces: SurfaceEndpoint): void {
  const connection = surfaces.connect({
    send: (text, flushed) => socket.send(text, () => flushed()), // a send that failed is followed by `close`
    close: (code, reason) => endSocket(socket, clock, code, reason),
  })
  const heartbeat = keepHearing(socket, clock, PING_MS, () => socket.ping())
  socket.on('message', (data, isBinary) => {
    if (socket.readyState === socket.OPEN) connection.receive(isBinary ? '' : data.toString())
  })
  socket.once('close', disposeAll([heartbeat, connection.close]))
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error })
}
