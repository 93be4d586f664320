import { ARROW_STREAM } from '../../shared/arrow'
import type { Role } from '../../shared/wire'
import { isLoopback } from '../addresses'
import type { Asked } from './asked'
import type { Grant, Refusal, Verdict } from './deps'
import { hostName } from './hosts'

/** Who may come in, as this server was told at its start. */
export interface Policy {
  /** True where only this machine can reach it. */
  readonly loopbackBind: boolean
  /** `--open`: everybody has every role. */
  readonly open: boolean
  readonly audienceOpen: boolean
  readonly producerTokenGiven: boolean
  /** With the one of `public_url`. */
  readonly allowedOrigins: ReadonlySet<string>
  readonly publicUrl: string | null
  knowsHost(name: string): boolean
}

/** Whom the credentials of a request belong to. */
export interface Bearers {
  token(token: string): Role | null
  session(cookie: string): Role | null
}

const uploadPath = '/data/embedding'
const eventTypes: ReadonlySet<string> = new Set(['application/json', 'application/x-ndjson'])
/** None of these is a type that a foreign page may send without asking first; nor is a missing one on a PUT. */
const uploadTypes: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'application/vnd.apache.parquet',
  ARROW_STREAM,
])

/** What holds for everybody, whatever their role: the name this server was called by, the page that asks, the body's type. */
export function gate(asked: Asked, policy: Policy): Refusal | null {
  if (asked.hosts > 1) return { status: 400, error: 'a request has one Host' }
  const name = hostName(asked.host)
  if (name === null || !policy.knowsHost(name)) {
    return { status: 421, error: `this server is not ${quoted(asked.host)}; if it is, name it in public_url` }
  }
  if (asked.origin !== null && !isSameOrigin(asked.origin, asked, policy) && !policy.allowedOrigins.has(asked.origin)) {
    return { status: 403, error: `pages of ${quoted(asked.origin)} may not ask; allow them in allowed_origins` }
  }
  return asked.hasBody ? bodyRefusal(asked) : null
}

/** Why a body of this type is not taken; also for a body whose length was not known at the gate. */
export function bodyRefusal(body: Pick<Asked, 'path' | 'contentType' | 'contentEncoding'>): Refusal | null {
  const { path, contentType, contentEncoding } = body
  if (contentEncoding !== null && contentEncoding.toLowerCase() !== 'identity') {
    return {
      status: 415,
      error: `a body is taken uncompressed, not with the content encoding ${quoted(contentEncoding)}`,
    }
  }
  const type = (contentType ?? '').replace(/;.*$/s, '').trim().toLowerCase()
  const allowed = path === uploadPath ? uploadTypes : eventTypes
  if (allowed.has(type)) return null
  const names = [...allowed].filter((name) => name !== '').join(' or ')
  return { status: 415, error: `a body needs the content type ${names}, not ${quoted(contentType)}` }
}

/** Whoever brought nothing; what would have helped depends on what it asks for. */
export const needsToken = {
  status: 401,
  error: 'this server needs a token: open the address of its QR code, or send one as Authorization: Bearer',
} as const satisfies Refusal

/** The role that a request has, by the strongest of what it brings. */
export function grantOf(asked: Asked, policy: Policy, bearers: Bearers): Verdict {
  if (policy.open) return { role: 'presenter', publish: true, command: true, identified: true }
  const token = /^Bearer +(\S+) *$/i.exec(asked.authorization ?? '')?.[1]
  const known = token === undefined ? bearers.session(asked.cookie ?? '') : bearers.token(token)
  if (token !== undefined && !known) return { status: 401, error: 'this is not a token of this server' }
  const local = isLocalProducer(asked, policy)
  const unknown = local ? 'producer' : policy.loopbackBind || policy.audienceOpen ? 'audience' : null
  const role = known ?? unknown
  if (!role) return needsToken
  return { role, publish: role === 'producer' || local, command: role === 'presenter', identified: known !== null }
}

/** What a route asks for and a client may not; null where it may. */
export function refusalFor(verdict: Verdict, access: 'public' | 'read' | 'publish' | 'command'): Refusal | null {
  const needs = access === 'publish' ? 'producer' : access === 'command' ? 'presenter' : null
  // The QR code holds the audience's token: whoever asks for more would come back with it for nothing.
  const tokenless =
    needs && ({ status: 401, error: `this needs the ${needs} token, as Authorization: Bearer` } as const)
  if ('error' in verdict) {
    if (access === 'public' && verdict.status === 401) return null
    return verdict === needsToken && tokenless ? tokenless : verdict
  }
  if (access === 'public' || access === 'read' || verdict[access]) return null
  return verdict.identified
    ? { status: 403, error: `the role ${verdict.role} may not do this: bring the ${needs} token` }
    : tokenless
}

/** A program of this machine, and no page in a browser: on loopback it needs no token as long as none was set. */
function isLocalProducer(asked: Asked, policy: Policy): boolean {
  return (
    policy.loopbackBind &&
    !policy.producerTokenGiven &&
    asked.origin === null &&
    !asked.forwarded &&
    (asked.secFetchSite === null || asked.secFetchSite === 'none') &&
    isLoopback(hostName(asked.host) ?? '')
  )
}

/**
 * Whoever is between a browser and this server may have written a page of plain http: where the browser comes over TLS,
 * which its own connection, a trusted proxy or `public_url` tells, such a page is another origin. Elsewhere the scheme
 * is left to the origin, for a proxy that ends TLS may not be among the trusted ones.
 */
function isSameOrigin(origin: string, { host, scheme }: Asked, { publicUrl }: Policy): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null
  if (!url || url.origin !== origin || !/^https?:$/.test(url.protocol)) return false
  const called = `${url.protocol}//${host}`
  if (!URL.canParse(called) || new URL(called).host !== url.host) return false
  const isOverTls = scheme === 'https' || publicUrl === `https://${url.host}`
  return url.protocol === 'https:' || !isOverTls
}

function quoted(text: string | null): string {
  return text === null ? 'nothing' : JSON.stringify(text.slice(0, 80))
}

export function isGrant(verdict: Verdict): verdict is Grant {
  return 'role' in verdict
}
