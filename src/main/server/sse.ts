import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { every } from '../../shared/clock'
import { formatCursor } from '../../shared/cursor'
import { type Dispose, disposeAll } from '../../shared/dispose'
import { HEARTBEAT_S } from '../../shared/wire'
import { encodeOnce } from '../broadcaster/encode'
import type { Grant, ServerDeps } from './deps'
import { helloOf } from './hello'
import { sseBlock, sseText } from './sse-text'
import { type StreamRequest, streamRequest } from './stream-request'
import { streamRoute } from './stream-route'
import { subscriberOf, UNHEARD_MS, UNSENT_BYTES } from './subscriber'

/** A browser comes back after so many milliseconds, and up to as many more by chance, so that a room does not come in step. */
const RETRY_MS = 1_000

/** Proxies on the way must neither hold the stream back nor compress it. */
const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

const retry = () => `retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_MS)}\n\n`

/** `GET /api/events`: the stream as server-sent events. */
export function registerSse(app: FastifyInstance, deps: ServerDeps): void {
  const encode = encodeOnce(sseText)
  /** Ends a stream, by its response. */
  const open = new Map<ServerResponse, Dispose>()

  const serve = (response: ServerResponse, request: StreamRequest, { role }: Grant): Dispose => {
    const { broadcaster, clock, traffic } = deps
    response.write(`${retry()}${sseBlock({ event: 'hello', data: JSON.stringify(helloOf(deps, role)) })}`)
    const unsent = () => response.writableLength
    const write = (bytes: Buffer) => void response.write(bytes)
    const pipe = { transport: 'sse', role, filter: request.filter, encode, write, unsent } as const
    const subscription = broadcaster.open(subscriberOf(pipe, deps), request.cursor)
    response.on('drain', subscription.wake)

    let readAt = clock.elapsed()
    const heartbeat = every(clock, HEARTBEAT_S * 1000, () => {
      if (unsent() < UNSENT_BYTES) {
        readAt = clock.elapsed()
        const cursor = formatCursor(subscription.cursor())
        const data = JSON.stringify({ now: clock.now() / 1000, cursor })
        response.write(sseBlock({ id: cursor, event: 'ping', data }))
      } else if (clock.elapsed() - readAt >= UNHEARD_MS) response.destroy()
    })
    const left = traffic.joined('sse', role, () => subscription.cursor().offset)
    const leave = disposeAll([subscription.close, heartbeat, left, () => open.delete(response)])
    open.set(response, leave)
    return leave
  }

  streamRoute(app, deps, { path: '/api/events', headers }, (response, request, grant) => {
    const last = request.headers['last-event-id']
    return serve(response, streamRequest(request.url, typeof last === 'string' ? last : undefined), grant)
  })

  app.addHook('preClose', async () => {
    for (const [response, leave] of [...open]) {
      leave() // first: writing to an ended response is an error
      response.end(retry())
    }
  })
}
