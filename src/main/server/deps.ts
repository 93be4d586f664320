import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Talk } from '../../shared/boot'
import type { Clock } from '../../shared/clock'
import type { CommandTable } from '../../shared/command'
import type { Sequencer } from '../../shared/sequencer'
import type { Payload } from '../../shared/topics'
import type { Role } from '../../shared/wire'
import type { Broadcaster } from '../broadcaster/broadcaster'
import type { Commanded } from './command'
import type { Limits } from './limits'
import type { ScriptEntry } from './talk'
import type { Traffic } from './traffic'

/** What every route is given. */
export interface ServerDeps {
  readonly broadcaster: Broadcaster
  /** Where producers' events go; the broadcaster tells what became of them. */
  readonly sequencer: Pick<Sequencer, 'publish'>
  readonly clock: Clock
  readonly log: Logger
  readonly limits: Limits
  readonly access: Access
  readonly limitHits: LimitHits
  /** Made by `createTraffic`. */
  readonly traffic: Traffic
  readonly embeddings: Embeddings
  /** Sources by name, for `/healthz`. */
  feeders(): Readonly<Record<string, unknown>>
  /** How this node is among others, for `/healthz`. */
  readonly relay?: (() => object) | undefined
  readonly talk: Talk
  /** What the presenter alone is told of each scene of the talk. */
  readonly script: readonly ScriptEntry[]
  /** What happened when in the recording that is played; none where none is. */
  readonly timeline?: object | undefined
  /** What the running recording has cost and written; null while there is none. */
  readonly recorder?: (() => { readonly busy_ms: number; readonly bytes: number } | null) | undefined
  /** What the presenter may command, by name. */
  readonly commands: CommandTable
  /** Runs a presenter's command; never rejects. */
  command(input: unknown): Promise<Commanded>
  /** The built page: `index.html`, its assets, and Vite's manifest. */
  readonly rendererDir: string
}

/** What a client is, and what it may. */
export interface Grant {
  /** What it is called in `hello`; with `--open` everybody is a `presenter` who may publish too. */
  readonly role: Role
  readonly publish: boolean
  readonly command: boolean
  /** True where a token or a cookie said so, and not the openness of this server. */
  readonly identified: boolean
}

/** Why a request is not answered: an HTTP status and one sentence. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 415 | 421 | 429
  readonly error: string
}

export type Verdict = Grant | Refusal

/** The gate that every request and every WebSocket upgrade goes through: Host, Origin, rate, token, role. */
export interface Access {
  /** Judges a request once; asked again, it says the same. */
  verdict(request: IncomingMessage): Verdict
}

/** What a limit is called where it is met. Those that lectern.yaml does not set are the same everywhere. */
export type LimitName =
  | keyof Limits
  | 'bad_messages'
  | 'conversations'
  | 'refused_messages'
  | 'surface_messages_waiting'
  | 'surface_sockets'
  | 'watched'

/** How often each limit was met, for `/metrics`. */
export interface LimitHits {
  hit(limit: LimitName): void
  readonly counts: ReadonlyMap<LimitName, number>
}

/** The embeddings that can be downloaded, by name. */
export interface Embeddings {
  /** What `embedding_snapshot` last said; null before the first. */
  current(): Payload<'embedding_snapshot'> | null
  /** The Arrow IPC stream named `sha256`; null where it is not (any more) here. */
  stream(sha256: string): Uint8Array | null
  /** The sample of `SAMPLE_POINTS` points of the one named `sha256`, made once per name; null where it is not here. */
  sample(sha256: string): Promise<Uint8Array> | null
  /** The current one by column as JSON, made once per name; null before the first. */
  json(): Promise<Uint8Array> | null
  /** Takes a parquet file or an Arrow stream as the new current one. */
  upload(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly rows: number } | { readonly error: string }>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route asks of a client; `read` where it does not say. `public` is for who has yet to bring a token. */
    readonly access?: 'public' | 'read' | 'publish' | 'command'
  }
}
