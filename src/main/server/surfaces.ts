import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Clock } from '../../shared/clock'
import { type Dispose, disposeAll } from '../../shared/dispose'
import type { ServerDeps } from './deps'
import { refusalFor } from './verdict'

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

type Deps = Pick<ServerDeps, 'access' | 'clock' | 'limits' | 'log'>

const PATH = '/surfaces'
/** The server pings so often, and closes a socket that it has not heard for `UNHEARD_MS`. */
const PING_MS = 30_000
const UNHEARD_MS = 120_000
const STATUS = { refused: 409, full: 503, failed: 502 } as const

const warmBody = z.object({ conversationId: z.string().min(1).max(128) })

/** `/surfaces`, `POST /conversations/:id/close` and `POST /chat/warm`. */
export function registerSurfaces(app: FastifyInstance, deps: Deps, surfaces: SurfaceEndpoint): void {
  void app.register(async (scope) => {
    // fastify refuses an empty body of a JSON content type; here an empty one is none.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text))
    const config = { access: 'command' } as const

    // Not `:id`: fastify would limit its length by itself, and with 404.
    scope.post<{ Params: { '*': string } }>('/conversations/*', { config }, async (request, reply) => {
      const path = request.params['*']
      if (!path.endsWith('/close')) return refuse(reply, 404, 'not found')
      return surfaces.close(path.slice(0, -'/close'.length))
    })

    scope.post('/chat/warm', { config, bodyLimit: deps.limits.audience_message }, async (request, reply) => {
      const body = warmBody.safeParse(jsonOf(request.body))
      if (!body.success) return refuse(reply, 400, 'a warm needs {"conversationId": "…"}, at most 128 characters')
      const warmed = await surfaces.warm(body.data.conversationId)
      return warmed.kind === 'done' ? warmed.body : refuse(reply, STATUS[warmed.kind], warmed.error)
    })
  })

  const server = new WebSocketServer({ noServer: true, maxPayload: deps.limits.audience_message })
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if ((request.url ?? '').replace(/\?.*$/s, '') !== PATH) return
    const refusal = refusalFor(deps.access.verdict(request), 'command')
    if (refusal) {
      const body = JSON.stringify({ error: refusal.error })
      const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`
      socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${head}\r\n\r\n${body}`)
      return
    }
    server.handleUpgrade(request, socket, head, (ws) => serve(ws, deps, surfaces))
  }
  app.server.on('upgrade', upgrade)
  app.addHook('onClose', async () => {
    app.server.off('upgrade', upgrade)
    for (const ws of server.clients) ws.close(1001, 'the server ends')
    server.close()
  })
}

function serve(ws: WebSocket, { clock, log }: Deps, surfaces: SurfaceEndpoint): void {
  const connection = surfaces.connect({
    send: (text, flushed) => ws.send(text, () => flushed()), // an error of a send is followed by `close`
    close: (code, reason) => ws.close(code, reason),
  })
  const heart = keepAlive(ws, clock)
  ws.on('message', (data, binary) => {
    heart.heard()
    connection.receive(binary ? '' : data.toString())
  })
  ws.on('pong', heart.heard)
  ws.on('error', (error) => log.debug({ err: error }, 'surface socket'))
  ws.on('close', disposeAll([heart.dispose, connection.close]))
}

function keepAlive(ws: WebSocket, clock: Clock): { heard(): void; dispose: Dispose } {
  let heardAt = clock.now()
  let cancel: Dispose = () => {}
  const beat = () => {
    if (clock.now() - heardAt >= UNHEARD_MS) ws.terminate()
    else ws.ping()
    cancel = clock.after(PING_MS, beat)
  }
  cancel = clock.after(PING_MS, beat)
  return {
    heard() {
      heardAt = clock.now()
    },
    dispose: () => cancel(),
  }
}

function jsonOf(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body
  } catch {
    return undefined
  }
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error })
}
