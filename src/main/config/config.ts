import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RetentionTable } from '../../shared/topics'
import { bare, isLoopback } from '../addresses'
import { type NatsServers, parseServers } from '../relay/servers'
import { dataDirOf } from './data-dir'
import { type GivenTokens, givenTokens } from './given-tokens'
import { originOf } from './origin'
import { readText } from './read-text'
import { defaultStateDir } from './state-dir'
import { defaultTalk, parseTalkFile, retentionOf, type TalkFile } from './talk-file'
import { readTls, type Tls } from './tls-files'
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
  /** True without `--data`: where the kiosk has nothing to show but samples, it plays some. */
  readonly playSample: boolean
  readonly stateDir: string
  readonly host: string
  readonly port: number
  readonly scene: number | null
  readonly logLevel: string
  readonly talk: TalkFile
  readonly retention: RetentionTable
  readonly tokens: GivenTokens
  readonly audienceOpen: boolean
  readonly open: boolean
  readonly allowedOrigins: readonly string[]
  readonly publicUrl: string | null
  readonly tls: Tls | null
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
  const dataDir = flags.data === undefined ? bundled : dataDirOf(flags.data)
  const talk = readTalk(flags.config)
  if (!logLevels.includes(flags.logLevel)) {
    throw new UsageError(`--log-level ${flags.logLevel}: use one of ${logLevels.join(', ')}`)
  }
  const { presenterToken: presenter, producerToken: producer, audienceToken: audience } = flags
  const tokens = givenTokens({ presenter, producer, audience }, env)
  const audienceOpen = flags.audienceOpen ?? false
  const open = flags.open ?? false
  if (!isLoopback(bare(flags.host)) && !audienceOpen && !open && !tokens.audience) {
    throw new UsageError(
      `--host ${flags.host}: a bind that others can reach needs --audience-token TOKEN, or --audience-open for everybody`,
    )
  }
  return {
    dataDir,
    sampleData: isSameDir(dataDir, bundled),
    playSample: flags.data === undefined,
    stateDir: resolve(stateDir(flags.state) ?? defaultStateDir(process.platform, env)),
    host: flags.host,
    port: port(flags.port),
    scene: scene(
      flags.scene,
      talk.scenes.map((entry) => entry.scene),
    ),
    logLevel: flags.logLevel,
    talk,
    retention: retentionOf(talk.retention),
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

/** What was given and does not count, in one sentence; null where all of it does. */
export function unheeded({
  tokens,
  audienceOpen,
  open,
}: Pick<Config, 'tokens' | 'audienceOpen' | 'open'>): string | null {
  if (tokens.audience === undefined || !(audienceOpen || open)) return null
  const flag = open ? '--open' : '--audience-open'
  return `${flag} counts: whoever reaches the server may look, with the audience token or without; leave one of them out`
}

/** How this machine itself calls a server that is bound to `host`, as it stands in an address. */
export function ownHost(host: string): string {
  const name = bare(host)
  if (name === '0.0.0.0' || name === '::') return '127.0.0.1'
  return name.includes(':') ? `[${name}]` : name
}

/** By whatever links lead there; whoever has data of their own may have removed the bundled ones. */
function isSameDir(dir: string, bundled: string): boolean {
  return dir === bundled || (existsSync(bundled) && realpathSync(dir) === realpathSync(bundled))
}

function readTalk(file: string | undefined): TalkFile {
  if (file === undefined) return defaultTalk
  const result = parseTalkFile(readText(file, '--config'), file)
  if ('error' in result) throw new UsageError(result.error)
  return result.talk
}

/** An empty one would be wherever the program was started. */
function stateDir(text: string | undefined): string | undefined {
  if (text?.trim() === '') throw new UsageError('--state: is empty; name a directory of your own')
  return text
}

/** Decimal digits alone; NaN for the rest of what JavaScript reads as a number, like 0x50, 1e3 and nothing. */
function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

function port(text: string): number {
  const value = wholeNumber(text)
  if (value <= 65_535) return value
  throw new UsageError(`--port ${text}: use a whole number from 0 to 65535 (0 takes a free one)`)
}

function scene(text: string | undefined, talk: readonly number[]): number | null {
  if (text === undefined) return null
  const value = wholeNumber(text)
  if (talk.includes(value)) return value
  throw new UsageError(`--scene ${text}: is no scene of this talk; use one of ${talk.join(', ')}`)
}

function origin(text: string): string {
  const found = originOf(text)
  if (found !== null) return found
  throw new UsageError(`--allow-origin ${text}: use an origin, without a path, like https://slides.example.org`)
}

function publicUrl(text: string | undefined): string | null {
  if (text === undefined) return null
  const found = originOf(text)
  if (found !== null) return found
  throw new UsageError(`--public-url ${text}: use an address like https://talk.example.org, without a path`)
}

function nats(text: string | undefined): NatsServers | null {
  if (text === undefined) return null
  const found = parseServers(text)
  if ('error' in found) throw new UsageError(`--nats: ${found.error}`)
  return found
}
