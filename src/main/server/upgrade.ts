import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Grant, ServerDeps } from './deps'
import { isGrant } from './verdict'

/** What becomes of a connection that asks for a WebSocket and may have one. */
export type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, grant: Grant) => void

const TABLE = 'upgrades'

/** Hands WebSocket upgrades of `path` to `take`; those of a path that nobody takes are refused, and so is who asks for no upgrade. */
export function onUpgrade(app: FastifyInstance, deps: Pick<ServerDeps, 'access'>, path: string, take: TakeUpgrade) {
  if (!app.hasDecorator(TABLE)) {
    const table = new Map<string, TakeUpgrade>()
    app.decorate(TABLE, table)
    app.server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const handler = table.get((request.url ?? '').replace(/\?.*$/s, ''))
      if (!handler) return refuseUpgrade(socket, 404, 'there is no WebSocket at this address')
      const verdict = deps.access.verdict(request)
      if (!isGrant(verdict)) return refuseUpgrade(socket, verdict.status, verdict.error)
      handler(request, socket, head, verdict)
    })
  }
  app.getDecorator<Map<string, TakeUpgrade>>(TABLE).set(path, take)
  app.get(path, { config: { access: 'public' } }, (_request, reply) =>
    reply
      .code(426)
      .header('upgrade', 'websocket')
      .send({ error: `${path} is a WebSocket: ask for an upgrade to it` }),
  )
}

/** Answers an upgrade with a plain HTTP error of one sentence. */
export function refuseUpgrade(socket: Duplex, status: number, error: string): void {
  const body = JSON.stringify({ error })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
