import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Dispose } from '../../shared/dispose'
import { encodeOnce, jsonMessage } from '../broadcaster/encode'
import type { Grant, ServerDeps } from './deps'
import { streamRequest } from './stream-request'
import { hasRoom } from './subscriber'
import { onUpgrade } from './upgrade'
import { serveSocket } from './ws-client'

/** What a socket that was told to close may take to do so, in milliseconds. */
const CLOSE_MS = 500

/** `/ws`: the stream to whoever may read, and the way in for producers and presenters. */
export function registerWs(app: FastifyInstance, deps: ServerDeps): void {
  const { clock, limits, limitHits } = deps
  const encode = encodeOnce(jsonMessage)
  const open = new Set<WebSocket>()
  const serverFor = (limit: 'audience_message' | 'producer_message') => {
    const options = { noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: limits[limit] }
    return { limit, server: new WebSocketServer(options) }
  }
  const audience = serverFor('audience_message')
  const speakers = serverFor('producer_message')

  const accept = (socket: WebSocket, raw: Duplex, url: string, grant: Grant): void => {
    const end = (code: number, reason: string) => {
      socket.close(code, reason)
      socket.once(
        'close',
        clock.after(CLOSE_MS, () => socket.terminate()),
      )
    }
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    if (hasRoom(deps)) serveSocket({ socket, raw, grant, encode, end, request: streamRequest(url) }, deps)
    else end(1013, 'limit "clients"')
  }

  onUpgrade(app, deps, '/ws', 'read', (request, raw, head, grant) => {
    const { limit, server } = grant.publish || grant.command ? speakers : audience
    server.handleUpgrade(request, raw, head, (socket) => {
      nameTooBig(socket, limit)
      socket.on('error', (error) => {
        if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') limitHits.hit(limit)
      })
      accept(socket, raw, request.url ?? '', grant)
    })
  })

  let cancel: Dispose = () => {}
  app.addHook('preClose', async () => {
    for (const socket of open) socket.close(1012, 'the server restarts')
    cancel = clock.after(CLOSE_MS, () => {
      for (const socket of open) socket.terminate()
    })
  })
  app.addHook('onClose', async () => cancel())
}

/** ws closes a message past `maxPayload` with 1009 and no word; the client is to read which limit it met. */
export function nameTooBig(socket: WebSocket, limit: string): void {
  const close = socket.close.bind(socket)
  socket.close = (code, reason) => close(code, code === 1009 && !reason ? `limit "${limit}"` : reason)
}
