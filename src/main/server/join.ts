import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { jsonOrNull } from '../../shared/json-text'
import type { Role } from '../../shared/wire'
import type { Gatekeeper } from './access'
import { sessionCookie } from './cookies'
import type { Credentials } from './credentials'
import type { ServerDeps } from './deps'
import type { SessionRole } from './sessions'

const body = z.union([z.object({ token: z.string().max(256) }), z.object({ code: z.string().max(256) })])

export interface JoinOptions {
  readonly credentials: Credentials
  readonly gatekeeper: Gatekeeper
  port(): number
}

/** `POST /join` and `GET /join?token=`: a token, or a single-use code, for a cookie. */
export function registerJoin(app: FastifyInstance, { limits, limitHits }: ServerDeps, options: JoinOptions): void {
  const { credentials, gatekeeper } = options

  const admit = (request: FastifyRequest, reply: FastifyReply, role: Role | null): Admission => {
    reply.header('cache-control', 'no-store')
    if (role === 'producer') return { status: 403, error: 'a producer sends its token as Authorization: Bearer' }
    if (role) {
      const { scheme } = gatekeeper.asked(request.raw)
      reply.header('set-cookie', sessionCookie(options.port(), credentials.openSession(role), role, scheme))
      return { role }
    }
    if (gatekeeper.mayGuess(request.raw)) return { status: 401, error: 'this token or code is not valid (any more)' }
    limitHits.hit('requests_per_minute')
    return { status: 429, error: 'too many wrong tokens from this address (limit "requests_per_minute")' }
  }

  app.post('/join', { config: { access: 'public' }, bodyLimit: limits.audience_message }, async (request, reply) => {
    const brought = body.safeParse(jsonOrNull(String(request.body)))
    if (!brought.success) return reply.code(400).send({ error: 'send {"token": "…"} or {"code": "…"} as JSON' })
    const { data } = brought
    const role = 'token' in data ? credentials.roleOfToken(data.token) : credentials.codes.redeem(data.code)
    const admission = admit(request, reply, role)
    return 'error' in admission ? reply.code(admission.status).send({ error: admission.error }) : admission
  })

  // For a QR code: a page and no redirect, because a cookie that was set on the way from another site would not be sent on it.
  app.get<{ Querystring: { token?: unknown } }>('/join', { config: { access: 'public' } }, async (request, reply) => {
    const { token } = request.query
    const role = typeof token === 'string' ? credentials.roleOfToken(token) : null
    const admission = admit(request, reply, role)
    reply.type('text/html; charset=utf-8')
    if ('error' in admission) return reply.code(admission.status).send(page('', `<p>${admission.error}</p>`))
    return page('<meta http-equiv="refresh" content="0;url=/">', '<p><a href="/">On to the talk</a></p>')
  })
}

type Admission = { readonly role: SessionRole } | { readonly status: 401 | 403 | 429; readonly error: string }

function page(head: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="dark"><meta name="viewport" content="width=device-width"><title>Lectern</title>${head}</head><body>${content}</body></html>`
}
