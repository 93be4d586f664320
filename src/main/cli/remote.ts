import { jsonOrNull } from '../../shared/json-text'
import { bytesUpTo } from '../bytes-up-to'
import { codeOf } from '../config/error-code'
import { UsageError } from '../config/usage-error'

/** A running server that a command speaks to. */
export interface Remote {
  readonly url: string
  readonly token: string | undefined
  /** The least role that will do. */
  readonly role: 'producer' | 'audience'
}

export interface RemoteFlags {
  readonly url: string
  readonly producerToken?: string
}

export interface ListenerFlags extends RemoteFlags {
  readonly presenterToken?: string
  readonly audienceToken?: string
}

/** The server that a producer's command speaks to. */
export function remoteOf(flags: RemoteFlags, env: NodeJS.ProcessEnv): Remote {
  return { url: checked(flags.url), token: flags.producerToken ?? env.LECTERN_PRODUCER_TOKEN, role: 'producer' }
}

/** The server that a command only reads: any token that it knows will do. */
export function listenerOf(flags: ListenerFlags, env: NodeJS.ProcessEnv): Remote {
  const given = flags.presenterToken ?? flags.producerToken ?? flags.audienceToken
  const known = env.LECTERN_PRESENTER_TOKEN ?? env.LECTERN_PRODUCER_TOKEN ?? env.LECTERN_AUDIENCE_TOKEN
  return { url: checked(flags.url), token: given ?? known, role: 'audience' }
}

function checked(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new UsageError(`--url ${url}: use an address like http://127.0.0.1:8490`)
}

export const headersOf = ({ token }: Remote): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {}

interface AskOptions extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>
}

interface Answer {
  readonly status: number
  readonly ok: boolean
  readonly body: Buffer<ArrayBuffer>
}

const MIB = 1024 * 1024

/** Asks the server. @throws {UsageError} where none answers, or one with more than so many MiB: behind a wrong address may be anything */
export async function ask(remote: Remote, path: string, maxMib: number, request: AskOptions = {}): Promise<Answer> {
  const headers = { ...request.headers, ...headersOf(remote) }
  try {
    const { status, ok, body } = await fetch(new URL(path, remote.url), { ...request, headers })
    const bytes = await bytesUpTo(maxMib * MIB, body ?? [])
    if (bytes) return { status, ok, body: bytes }
  } catch (error) {
    throw request.signal?.aborted ? error : noAnswer(remote, error)
  }
  throw noLectern(remote, `its answer is larger than ${maxMib} MiB`)
}

/** `error` is what the connection failed with; without one, nobody spoke in time. */
export function noAnswer({ url }: Remote, error?: unknown): UsageError {
  return new UsageError(`${url}: ${whyUnheard(url, causeOf(error))}`)
}

/** Of the codes that Node and OpenSSL give, those that its own user can mend. */
function whyUnheard(url: string, code: string): string {
  if (/SELF_SIGNED_CERT|^UNABLE_TO_(GET_ISSUER|VERIFY)/.test(code)) {
    return 'its TLS certificate is not trusted; name its file in NODE_EXTRA_CA_CERTS'
  }
  if (/CERT_/.test(code))
    return `its TLS certificate does not hold (${code}); use the name that it was made for, or renew it`
  if (/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$|^EPROTO$/.test(code)) {
    return 'speaks no TLS; begin its address with http://'
  }
  if (/^ERR_SSL_/.test(code)) return `does not agree on TLS (${code})`
  if (/^UND_ERR_SOCKET$|^ECONNRESET$/.test(code) && url.startsWith('http:')) {
    return 'hangs up without an answer; if it speaks TLS, begin its address with https://'
  }
  return 'no server answers there; start one with "lectern serve", or name it with --url'
}

/** `fetch` wraps what happened. */
function causeOf(error: unknown): string {
  return codeOf(error instanceof Error ? (error.cause ?? error) : error)
}

/** `error` says what of the answer no Lectern of this version says. */
export function noLectern({ url }: Remote, error: string): UsageError {
  return new UsageError(`${url}: is no Lectern, or another version (${error}); name one with --url`)
}

/** In the words of who refused, for it alone knows why; where it has none, by the status. */
export function refused({ url, role }: Remote, status: number, body: string): UsageError {
  const said = errorIn(body)
  if (said === null) return new UsageError(`${url}: answered with status ${status}`)
  // Another role's token is not enough either.
  const mend = `; give --${role}-token, or set LECTERN_${role.toUpperCase()}_TOKEN`
  return new UsageError(`${url}: ${said}${status === 401 || status === 403 ? mend : ''}`)
}

/** The sentence of a refusal's body; null where it has none. */
export function errorIn(body: string): string | null {
  const value = jsonOrNull(body)
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : null
  return typeof error === 'string' ? error : null
}
