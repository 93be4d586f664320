import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Dispose } from '../../shared/dispose'
import type { Subscription } from '../broadcaster/pump'
import type { Grant, ServerDeps } from './deps'
import { createPollAnswer } from './poll-answer'
import { type StreamRequest, streamRequest } from './stream-request'
import { streamRoute } from './stream-route'
import { tickOf, UNSENT_BYTES } from './subscriber'

/** An answer that is being read ends where it is after so long, in milliseconds; the next question goes on from there. */
const LONGEST_MS = 25_000

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** `GET /api/poll`: the stream by one question after the other. A poll is a client that leaves with its answer. */
export function registerPoll(app: FastifyInstance, deps: ServerDeps): void {
  const { broadcaster, clock, traffic, talk } = deps
  const open = new Set<Dispose>()

  const serve = (response: ServerResponse, request: StreamRequest, { role }: Grant): Dispose => {
    const answer = createPollAnswer()
    const left = traffic.joined('poll', role)
    let subscription: Subscription | null = null
    let isOver = false
    let cancelWait: Dispose = () => {}

    const leave = () => {
      isOver = true
      subscription?.close()
      cancelWait()
      left()
      open.delete(finish)
    }
    const finish = () => {
      isOver = true
      if (!subscription) return // it is told everything at once, before it is open
      const cursor = answer.written ?? subscription.cursor()
      const { epoch, offset } = broadcaster.head()
      const complete = cursor.epoch === epoch && cursor.offset === offset
      leave()
      response.end(answer.end({ now: clock.now() / 1000, retention: broadcaster.retention, cursor, complete }))
    }

    subscription = broadcaster.open(
      {
        filter: request.filter,
        tickMs: tickOf(role),
        writable: () => !isOver && response.writableLength < UNSENT_BYTES,
        send(delivery) {
          const { bytes, over } = answer.take(delivery)
          for (const part of bytes) response.write(part)
          traffic.delivered('poll', delivery, sum(bytes))
          if (over) finish()
        },
      },
      request.cursor,
    )
    open.add(finish)
    response.on('drain', subscription.wake)
    const waitMs = Math.min(request.wait ?? talk.poll.wait_s, talk.poll.wait_s) * 1000
    if (isOver || (waitMs === 0 && !answer.written)) finish()
    else cancelWait = clock.after(answer.written ? LONGEST_MS : waitMs, finish)
    return leave
  }

  streamRoute(app, deps, { path: '/api/poll', headers }, (response, request, grant) =>
    serve(response, streamRequest(request.url), grant),
  )

  app.addHook('preClose', async () => {
    for (const finish of [...open]) finish()
  })
}

function sum(parts: readonly Buffer[]): number {
  return parts.reduce((total, part) => total + part.length, 0)
}
