import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance } from 'fastify'
import { pathOf } from './asked'
import type { ServerDeps } from './deps'
import type { Limits } from './limits'
import { answerRaw } from './raw-answer'
import { bodyRefusal } from './verdict'

/** Every error as `{error: "one sentence"}`; what the server itself did wrong is told to the log, not to the client. */
export function registerErrors(app: FastifyInstance, { log, limits, limitHits }: ServerDeps): void {
  /** The methods of every address without a parameter. */
  const methods = new Map<string, readonly string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    if (!/[:*]/.test(url)) methods.set(url, [...(methods.get(url) ?? []), method].flat())
  })
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url)
    const asked = `${request.method} ${JSON.stringify(path.slice(0, 80))}`
    const allowed = methods.get(path)?.join(', ')
    if (allowed === undefined) return reply.code(404).send({ error: `there is no ${asked} here` })
    return reply
      .code(405)
      .header('allow', allowed)
      .send({ error: `there is no ${asked} here, only ${allowed}` })
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      const limit = limitOf(request.routeOptions.bodyLimit, limits)
      limitHits.hit(limit)
      // The rest of the body is read and thrown away: a client that is still writing could not read this from a closed connection.
      reply.removeHeader('connection')
      return reply.code(413).send({ error: `the body is larger than ${limits[limit]} bytes (limit "${limit}")` })
    }
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
      const contentType = request.headers['content-type'] ?? null
      const refusal = bodyRefusal({ path: pathOf(request.url), contentType, contentEncoding: null })
      if (refusal) return reply.code(refusal.status).send({ error: refusal.error })
    }
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send({ error: error.message })
    log.error({ err: error, method: request.method, path: pathOf(request.url) }, 'a request failed')
    return reply.code(500).send({ error: 'the server failed at this; its log says why' })
  })
}

/** The answer to an address that cannot be decoded; it comes before every hook. */
export const badAddress = { error: 'the address is not valid' }

const byCode: Readonly<Record<string, readonly [status: number, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are larger than 16384 bytes'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request took too long to arrive'],
}

/** Answers what is not HTTP, too large or too slow, and ends the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const [status, sentence] = byCode[error.code ?? ''] ?? [400, 'this is not an HTTP request']
  answerRaw(socket, status, sentence)
}

function limitOf(bytes: number | undefined, limits: Limits): keyof Limits {
  if (bytes === limits.upload) return 'upload'
  return bytes === limits.audience_message ? 'audience_message' : 'producer_message'
}
