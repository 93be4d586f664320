import { existsSync, readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { RetentionTable } from '../../shared/topics'
import { type NatsServers, parseServers } from '../relay/servers'
import { defaultStateDir } from './state-dir'
import { defaultTalk, parseTalkFile, retentionOf, type TalkFile } from './talk-file'
import { UsageError } from './usage-error'

/** Flags of the commands that run a server, as the command line hands them over. */
export interface ServerFlags {
  readonly data?: string
  readonly config?: string
  readonly host: string
  readonly port: string
  readonly state?: string
  readonly scene?: string
  readonly logLevel: string
  readonly presenterToken?: string
  readonly producerToken?: string
  readonly audienceToken?: string
  readonly audienceOpen?: boolean
  readonly open?: boolean
  readonly allowOrigin?: readonly string[]
  readonly publicUrl?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly nats?: string
}

/** Everything the program was told, checked once. */
export interface Config {
  readonly dataDir: string
  /** True for the bundled directory: its events are marked `sample`. */
  readonly sampleData: boolean
  readonly stateDir: string
  readonly host: string
  readonly port: number
  readonly scene: number | null
  readonly logLevel: string
  readonly talk: TalkFile
  readonly retention: RetentionTable
  readonly tokens: { readonly presenter?: string; readonly producer?: string; readonly audience?: string }
  readonly audienceOpen: boolean
  readonly open: boolean
  readonly allowedOrigins: readonly string[]
  readonly publicUrl: string | null
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Where the log is that this server shares with others; null where it has its own. */
  readonly nats: NatsServers | null
  /** False for a node that was given no data: it only relays. */
  readonly feeds: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * The flags, the environment and `lectern.yaml` as one configuration.
 * @throws {UsageError} one sentence: what is wrong, where, and how to mend it.
 */
export function readConfig(flags: ServerFlags, env: NodeJS.ProcessEnv, resources: string): Config {
  const bundled = join(resources, 'data')
  const dataDir = flags.data === undefined ? bundled : resolve(flags.data)
  if (!existsSync(dataDir) || !statSync(dataDir).isDirectory()) {
    throw new UsageError(`--data ${flags.data}: there is no such directory; name one that holds your data files`)
  }
  const talk = readTalk(flags.config)
  const retention = retentionOf(talk.retention)
  if ('error' in retention) throw new UsageError(`${flags.config}: ${retention.error}`)
  if (!logLevels.includes(flags.logLevel)) {
    throw new UsageError(`--log-level ${flags.logLevel}: use one of ${logLevels.join(', ')}`)
  }
  const tokens = {
    ...token('presenter', flags.presenterToken ?? env.LECTERN_PRESENTER_TOKEN),
    ...token('producer', flags.producerToken ?? env.LECTERN_PRODUCER_TOKEN),
    ...token('audience', flags.audienceToken ?? env.LECTERN_AUDIENCE_TOKEN),
  }
  const audienceOpen = flags.audienceOpen ?? false
  const open = flags.open ?? false
  if (!isLoopback(flags.host) && !audienceOpen && !open && !tokens.audience) {
    throw new UsageError(
      `--host ${flags.host}: a bind that others can reach needs --audience-token TOKEN, or --audience-open for everybody`,
    )
  }
  return {
    dataDir,
    sampleData: dataDir === bundled,
    stateDir: resolve(flags.state ?? defaultStateDir(process.platform, env)),
    host: flags.host,
    port: port(flags.port),
    scene: scene(flags.scene),
    logLevel: flags.logLevel,
    talk,
    retention: retention.table,
    tokens,
    audienceOpen,
    open,
    allowedOrigins: [...talk.allowed_origins, ...(flags.allowOrigin ?? [])].map((text) => origin(text)),
    publicUrl: publicUrl(flags.publicUrl ?? talk.public_url),
    tls: readTls(flags.tlsCert, flags.tlsKey),
    nats: nats(flags.nats),
    feeds: flags.nats === undefined || flags.data !== undefined,
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** How this machine itself calls a server that is bound to `host`, as it stands in an address. */
export function ownHost(host: string): string {
  const name = host.replace(/^\[|\]$/g, '')
  if (name === '0.0.0.0' || name === '::') return '127.0.0.1'
  return name.includes(':') ? `[${name}]` : name
}

function readTalk(file: string | undefined): TalkFile {
  if (file === undefined) return defaultTalk
  const result = parseTalkFile(readText(file, '--config'), file)
  if ('error' in result) throw new UsageError(result.error)
  return result.talk
}

function readTls(cert: string | undefined, key: string | undefined): Config['tls'] {
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined) {
    throw new UsageError('--tls-cert and --tls-key belong together; give both, as PEM files')
  }
  return { cert: Buffer.from(readText(cert, '--tls-cert')), key: Buffer.from(readText(key, '--tls-key')) }
}

function readText(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new UsageError(`${flag} ${file}: cannot be read (${why}); check the path and its permissions`)
  }
}

function token(role: 'presenter' | 'producer' | 'audience', value: string | undefined) {
  if (value === undefined || value === '') return {}
  if (!/^[\x21-\x7e]{1,256}$/.test(value)) {
    throw new UsageError(`--${role}-token: use 1 to 256 printable ASCII characters without spaces`)
  }
  return { [role]: value }
}

function port(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= 65_535 && text.trim() !== '') return value
  throw new UsageError(`--port ${text}: use a whole number from 0 to 65535 (0 takes a free one)`)
}

function scene(text: string | undefined): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (Number.isInteger(value) && value >= 7 && value <= 13) return value
  throw new UsageError(`--scene ${text}: use a scene from 7 to 13`)
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin
  throw new UsageError(`--allow-origin ${text}: use an origin like https://slides.example.org`)
}

function publicUrl(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin
  throw new UsageError(`--public-url ${text}: use an address like https://talk.example.org`)
}

function nats(text: string | undefined): NatsServers | null {
  if (text === undefined) return null
  const found = parseServers(text)
  if ('error' in found) throw new UsageError(`--nats: ${found.error}`)
  return found
}
