import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Payload } from '../../shared/topics'
import type { Role } from '../../shared/wire'
import type { Broadcaster } from '../broadcaster/broadcaster'
import type { Limits } from './limits'

/** What every route is given. */
export interface ServerDeps {
  readonly broadcaster: Broadcaster
  readonly clock: Clock
  readonly log: Logger
  readonly limits: Limits
  readonly access: Access
  readonly embeddings: Embeddings
  /** Sources by name, for `/healthz`. */
  feeders(): Readonly<Record<string, unknown>>
  readonly talk: Talk
  /** The built page: `index.html`, its assets, and Vite's manifest. */
  readonly rendererDir: string
}

/** What the page is told before its first request, and what the talk is. */
export interface Talk {
  readonly title: string
  /** The scenes in the order of the talk. */
  readonly scenes: readonly number[]
  readonly theme: 'dark' | 'light' | 'contrast'
  readonly transports: readonly ('ws' | 'sse' | 'poll')[]
  readonly poll: { readonly wait_s: number; readonly interval_s: number; readonly after_failures: number }
}

/** Who asks, or why that cannot be answered. */
export type Verdict = { readonly role: Role } | { readonly status: 401 | 403 | 415 | 421; readonly error: string }

/** The gate that every request and every WebSocket upgrade goes through: Host, Origin, token, role. */
export interface Access {
  verdict(request: IncomingMessage): Verdict
}

/** The embeddings that can be downloaded, by name. */
export interface Embeddings {
  /** What `embedding_snapshot` last said; null before the first. */
  current(): Payload<'embedding_snapshot'> | null
  /** The Arrow IPC stream named `sha256`; null where it is not (any more) here. */
  stream(sha256: string): Uint8Array | null
  /** The current one by column as JSON, made once per name; null before the first. */
  json(): Promise<Uint8Array> | null
  /** Takes a parquet file or an Arrow stream as the new current one. */
  upload(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly rows: number } | { readonly error: string }>
}

/** Where a client says what it may: `presenter` may what `producer` may not, and neither is above the other in reading. */
export const may = {
  publish: (role: Role) => role === 'producer',
  command: (role: Role) => role === 'presenter',
}
