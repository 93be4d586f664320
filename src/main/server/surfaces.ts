import type { FastifyInstance, FastifyReply } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { every } from '../../shared/clock'
import { disposeAll } from '../../shared/dispose'
import { jsonOrNull } from '../../shared/json-text'
import type { ServerDeps } from './deps'
import { UNHEARD_MS } from './subscriber'
import { onUpgrade } from './upgrade'
import { nameTooBig } from './ws'

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
/** What a socket that was told to close may take to do so, in milliseconds. */
const CLOSE_MS = 500
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

  const maxPayload = deps.limits.audience_message
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload })
  onUpgrade(app, deps, '/surfaces', 'command', (request, raw, head) => {
    server.handleUpgrade(request, raw, head, (socket) => {
      nameTooBig(socket, 'audience_message')
      serve(socket, deps, surfaces)
    })
  })
  app.addHook('preClose', async () => {
    for (const socket of server.clients) end(socket, deps, 1012, 'the server restarts')
  })
}

function serve(socket: WebSocket, deps: Deps, surfaces: SurfaceEndpoint): void {
  const { clock, limitHits } = deps
  const connection = surfaces.connect({
    send: (text, flushed) => socket.send(text, () => flushed()), // a send that failed is followed by `close`
    close: (code, reason) => end(socket, deps, code, reason),
  })
  let heardAt = clock.elapsed()
  const heartbeat = every(clock, PING_MS, () => {
    if (clock.elapsed() - heardAt >= UNHEARD_MS) socket.terminate()
    else socket.ping()
  })
  socket.on('message', (data, isBinary) => {
    heardAt = clock.elapsed()
    if (socket.readyState === socket.OPEN) connection.receive(isBinary ? '' : data.toString())
  })
  socket.on('pong', () => {
    heardAt = clock.elapsed()
  })
  socket.on('error', (error) => {
    if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') limitHits.hit('audience_message')
  })
  socket.once('close', disposeAll([heartbeat, connection.close]))
}

function end(socket: WebSocket, { clock }: Deps, code: number, reason: string): void {
  socket.close(code, reason)
  socket.once(
    'close',
    clock.after(CLOSE_MS, () => socket.terminate()),
  )
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error })
}
