import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Dispose } from '../../shared/dispose'
import type { Subscription } from '../broadcaster/pump'
import type { Grant, ServerDeps } from './deps'
import { createPollAnswer } from './poll-answer'
import { type StreamRequest, streamRequest } from './stream-request'
import { streamRoute } from './stream-route'
import { tickOf } from './subscriber'

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** `GET /api/poll`: the stream by one question after the other. A poll is a client that leaves with its answer. */
export function registerPoll(app: FastifyInstance, deps: ServerDeps): void {
  const { broadcaster, clock, traffic, talk } = deps
  const open = new Set<Dispose>()

  const serve = (response: ServerResponse, request: StreamRequest, { role }: Grant): void => {
    const answer = createPollAnswer()
    const left = traffic.joined('poll', role)
    const poll: { state: 'gathering' | 'worth sending' | 'over' } = { state: 'gathering' }
    let subscription: Subscription | null = null
    let cancelWait: Dispose = () => {}

    const leave = () => {
      poll.state = 'over'
      subscription?.close()
      cancelWait()
      left()
      open.delete(finish)
    }
    const finish = () => {
      if (poll.state === 'over' || !subscription) return
      const cursor = subscription.cursor()
      const head = broadcaster.head()
      const complete = cursor.epoch === head.epoch && cursor.offset === head.offset
      const parts = answer.body({ now: clock.now() / 1000, retention: broadcaster.retention, cursor, complete })
      leave()
      response.setHeader('content-length', String(parts.reduce((sum, part) => sum + part.length, 0)))
      for (const part of parts) response.write(part)
      response.end()
    }

    subscription = broadcaster.open(
      {
        filter: request.filter,
        tickMs: tickOf(role),
        writable: () => poll.state === 'gathering',
        send(delivery) {
          traffic.delivered('poll', delivery, delivery.kind === 'gap' ? 0 : sum(delivery.events))
          if (!answer.take(delivery)) return
          poll.state = 'worth sending'
          finish()
        },
      },
      request.cursor,
    )
    open.add(finish)
    response.once('close', leave)
    const waitS = Math.min(request.wait ?? talk.poll.wait_s, talk.poll.wait_s)
    if (poll.state === 'worth sending' || waitS === 0) finish()
    else cancelWait = clock.after(waitS * 1000, finish)
  }

  streamRoute(app, deps, { path: '/api/poll', headers }, (response, request, grant) =>
    serve(response, streamRequest(request.url), grant),
  )

  app.addHook('preClose', async () => {
    for (const finish of [...open]) finish()
  })
}

function sum(events: readonly { readonly bytes: number }[]): number {
  return events.reduce((total, event) => total + event.bytes, 0)
}
