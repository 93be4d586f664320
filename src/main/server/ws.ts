import type { FastifyInstance } from 'fastify'
import { encodeOnce, jsonMessage } from '../broadcaster/encode'
import type { ServerDeps } from './deps'
import { endSocket, socketsUpTo } from './sockets'
import { streamRequest } from './stream-request'
import { hasRoom } from './subscriber'
import { onUpgrade } from './upgrade'
import { serveSocket } from './ws-client'
import { textFrame } from './ws-frame'

/** `/ws`: the stream to whoever may read, and the way in for producers and presenters. */
export function registerWs(app: FastifyInstance, deps: ServerDeps): void {
  const encode = encodeOnce(jsonMessage, textFrame)
  const openAudience = socketsUpTo('audience_message', app, deps)
  const openSpeaker = socketsUpTo('producer_message', app, deps)

  onUpgrade(app, deps, '/ws', 'read', (request, raw, head, grant) => {
    const open = grant.publish || grant.command ? openSpeaker : openAudience
    open(request, raw, head, (socket) => {
      if (!hasRoom(deps)) return endSocket(socket, deps.clock, 1013, 'limit "clients"')
      serveSocket({ socket, raw, grant, encode, request: streamRequest(request.url ?? '') }, deps)
    })
  })
}
