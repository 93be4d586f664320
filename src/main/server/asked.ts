import type { IncomingMessage } from 'node:http'
import { bare } from '../addresses'

/** What the gate looks at in a request, as plain data. Header values are null where they are absent. */
export interface Asked {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** Of the address where that is a whole one (RFC 9112, 3.2.2), else of the header. */
  readonly host: string | null
  /** How many `Host` headers it has; Node reads the first. */
  readonly hosts: number
  readonly origin: string | null
  /** Of the client: behind a trusted proxy the one that it names. */
  readonly address: string
  readonly scheme: 'http' | 'https'
  readonly authorization: string | null
  readonly cookie: string | null
  readonly contentType: string | null
  readonly contentEncoding: string | null
  readonly hasBody: boolean
  /** True where anything in it says that it came through a proxy. */
  readonly forwarded: boolean
  readonly secFetchSite: string | null
}

/** Reads a request; `X-Forwarded-*` count only where the peer is a trusted proxy. */
export function asked(request: IncomingMessage, trusts: (address: string) => boolean): Asked {
  const { headers } = request
  const peer = bare(request.socket.remoteAddress ?? '')
  const via = trusts(peer)
  const forwardedFor = words(headers['x-forwarded-for'])
  const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true
  const scheme = via ? words(headers['x-forwarded-proto']).at(-1) : undefined
  return {
    method: request.method ?? 'GET',
    path: pathOf(request.url),
    host: (via ? words(headers['x-forwarded-host']).at(-1) : undefined) ?? hostOf(request.url) ?? headers.host ?? null,
    hosts: request.headersDistinct.host?.length ?? 0,
    origin: headers.origin ?? null,
    address: via ? client(peer, forwardedFor, trusts) : peer,
    scheme: scheme === 'https' || (scheme === undefined && encrypted) ? 'https' : 'http',
    authorization: headers.authorization ?? null,
    cookie: headers.cookie ?? null,
    contentType: headers['content-type'] ?? null,
    contentEncoding: headers['content-encoding'] ?? null,
    // The length of a chunked body is known only at its end: the parser judges that one.
    hasBody: Number(headers['content-length'] ?? 0) > 0,
    forwarded: Object.keys(headers).some((name) => /^(?:forwarded|via|x-forwarded-.*)$/.test(name)),
    secFetchSite: words(headers['sec-fetch-site'])[0] ?? null,
  }
}

/** The path of a request's address, without the query. */
export function pathOf(url = '/'): string {
  return url.replace(WHOLE, '').replace(/[?#].*$/s, '')
}

/** The beginning of an address as a proxy is asked for it. */
const WHOLE = /^https?:\/\/([^/?#]*)/i

function hostOf(url = '/'): string | undefined {
  return WHOLE.exec(url)?.[1]
}

/** The nearest address that no trusted proxy has: what stands left of it anybody may have written. */
function client(peer: string, forwardedFor: readonly string[], trusts: (address: string) => boolean): string {
  const hops = [...forwardedFor.map(bare), peer]
  return hops.findLast((hop) => !trusts(hop)) ?? hops[0] ?? peer
}

function words(header: string | string[] | undefined): string[] {
  if (header === undefined) return []
  return String(header)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
