import { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { pathOf } from './asked'
import type { Grant, ServerDeps } from './deps'
import { answerRaw } from './raw-answer'
import { isGrant, refusalFor } from './verdict'

/**
 * A request that asks for an upgrade only where it asks for a WebSocket. Curl and Java offer `h2c` of their own accord,
 * and whoever does not speak it answers as if they had not (RFC 9110, 7.8); Node would hand such a request to `upgrade`,
 * where no route is. From 22.21 and 24.9 on `shouldUpgradeCallback` does this; until then `upgrade` is what Node looks at.
 * What is sent behind such an offer before its answer has come is lost, as in any Node server.
 */
export class Request extends IncomingMessage {
  declare private isAsked?: boolean

  get upgrade(): boolean {
    return this.isAsked === true && (this.method === 'CONNECT' || /^websocket$/i.test(this.headers.upgrade ?? ''))
  }

  set upgrade(isAsked: boolean) {
    this.isAsked = isAsked
  }
}

/** What becomes of a connection that asks for a WebSocket and may have one. */
export type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, grant: Grant) => void

/** A path's way in: what it asks of a client, and what becomes of one that may. */
interface Way {
  readonly access: 'read' | 'command'
  readonly take: TakeUpgrade
}

const TABLE = 'upgrades'

/** Hands WebSocket upgrades of `path` to `take`; those of a path that nobody takes, or that may not, are refused, and so is who asks for no upgrade. */
export function onUpgrade(
  app: FastifyInstance,
  deps: Pick<ServerDeps, 'access'>,
  path: string,
  access: Way['access'],
  take: TakeUpgrade,
) {
  if (!app.hasDecorator(TABLE)) {
    const table = new Map<string, Way>()
    app.decorate(TABLE, table)
    app.server.on('connect', (_request, socket) => {
      socket.on('error', () => socket.destroy())
      refuseUpgrade(socket, 400, 'this server is no proxy')
    })
    app.server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const way = table.get(pathOf(request.url))
      if (!way) return refuseUpgrade(socket, 404, 'there is no WebSocket at this address')
      const verdict = deps.access.verdict(request)
      const refusal = refusalFor(verdict, way.access)
      if (refusal) return refuseUpgrade(socket, refusal.status, refusal.error)
      if (isGrant(verdict)) way.take(request, socket, head, verdict)
    })
  }
  app.getDecorator<Map<string, Way>>(TABLE).set(path, { access, take })
  app.get(path, { config: { access: 'public' } }, (_request, reply) =>
    reply
      .code(426)
      .header('upgrade', 'websocket')
      .send({ error: `${path} is a WebSocket: ask for an upgrade to it` }),
  )
}

/** Answers who may not have the connection to itself; nobody else closes it. */
function refuseUpgrade(socket: Duplex, status: number, error: string): void {
  socket.once('finish', () => socket.destroy())
  answerRaw(socket, status, error)
}
