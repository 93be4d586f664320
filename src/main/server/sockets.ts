import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Clock, every } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { ServerDeps } from './deps'
import { UNHEARD_MS, UNSENT_BYTES } from './subscriber'

/** What a socket that was told to close may take to do so, in milliseconds. */
const CLOSE_MS = 500

/** Opens the WebSocket that a request asked for, and hands it on. */
type OpenSocket = (request: IncomingMessage, raw: Duplex, head: Buffer, taken: (socket: WebSocket) => void) => void

/** Sockets whose messages may be as large as `limit` says; the end of the server closes them. */
export function socketsUpTo(
  limit: 'audience_message' | 'producer_message',
  app: FastifyInstance,
  { clock, limits, limitHits }: Pick<ServerDeps, 'clock' | 'limits' | 'limitHits'>,
): OpenSocket {
  const maxPayload = limits[limit]
  // ws would answer pings by itself, and cut off, without a word, who sends more than 60 in one packet.
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    handleProtocols: () => false,
    maxPayload,
  })
  app.addHook('preClose', async () => {
    for (const socket of server.clients) endSocket(socket, clock, 1012, 'the server restarts')
  })
  return (request, raw, head, taken) =>
    server.handleUpgrade(request, raw, head, (socket) => {
      nameTooBig(socket, limit)
      socket.on('error', (error) => {
        if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') limitHits.hit(limit)
      })
      answerPings(socket, raw)
      taken(socket)
    })
}

/** Answers the newest ping (RFC 6455, 5.5.3), once there is room for it: who does not read holds no memory by asking on. */
function answerPings(socket: WebSocket, raw: Duplex): void {
  let owed: Buffer | null = null
  const answer = () => {
    if (owed) socket.pong(owed)
    owed = null
  }
  socket.on('ping', (data) => {
    owed = data
    if (socket.bufferedAmount < UNSENT_BYTES) answer()
  })
  raw.on('drain', answer)
}

/** Tells a socket to close, and cuts it off where it does not. */
export function endSocket(socket: WebSocket, clock: Clock, code: number, reason: string): void {
  socket.close(code, reason)
  socket.once(
    'close',
    clock.after(CLOSE_MS, () => socket.terminate()),
  )
}

/** Calls `beat` every `ms`, which is to ask the client for a sign of life; one unheard for too long is cut off. */
export function keepHearing(socket: WebSocket, clock: Clock, ms: number, beat: () => void): Dispose {
  let heardAt = clock.elapsed()
  const heard = () => {
    heardAt = clock.elapsed()
  }
  for (const sign of ['message', 'ping', 'pong']) socket.on(sign, heard)
  return every(clock, ms, () => {
    if (clock.elapsed() - heardAt >= UNHEARD_MS) socket.terminate()
    else beat()
  })
}

/** ws closes a message past `maxPayload` with 1009 and no word; the client is to read which limit it met. */
function nameTooBig(socket: WebSocket, limit: string): void {
  const close = socket.close.bind(socket)
  socket.close = (code, reason) => close(code, code === 1009 && !reason ? `limit "${limit}"` : reason)
}
