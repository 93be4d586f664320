import { createHash } from 'node:crypto'
import { SAMPLE_POINTS } from '../../../shared/embedding-sample'
import type { Payload } from '../../../shared/topics'
import type { NamedEmbedding } from './protocol'
import type { EmbeddingReader, Reply } from './reader'
import { ownBuffer } from './to-arrow'

type Snapshot = Payload<'embedding_snapshot'>

/** The embeddings that can be downloaded: the current one and, for pages that are just fetching it, the one before. */
export interface EmbeddingStore {
  current(): Snapshot | null
  /** The Arrow IPC stream named `sha256`; null where it is not (any more) here. */
  stream(sha256: string): Uint8Array | null
  /** The current one by column as JSON, made once per name on the reader's thread; null before the first. */
  json(): Promise<Uint8Array> | null
  /** The first points of the one named `sha256`, positions quantised, made once on the reader's thread; null where it is not here. */
  sample(sha256: string): Promise<Uint8Array> | null
  /** Takes a parquet file or an Arrow stream as the new current one. `bytes` may be moved away. */
  upload(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly rows: number } | { readonly error: string }>
  /** Makes what an earlier run or another node held the current one; false where the bytes are not what their name says. */
  restore(snapshot: Snapshot, stream: Uint8Array): boolean
}

interface Held {
  readonly snapshot: Snapshot
  readonly stream: Uint8Array<ArrayBuffer>
  /** Of the last run: no file of this one has confirmed it yet. */
  readonly restored: boolean
  json: Promise<Uint8Array> | null
  sample: Promise<Uint8Array> | null
}

/** The store with the side that only its feeder sees. */
export interface OwnedStore extends EmbeddingStore {
  /** Makes an embedding the current one; null where this run has already said that it is. */
  put(embedding: NamedEmbedding, source: string, mtimeMs: number): Snapshot | null
}

export function createStore(reader: EmbeddingReader, upload: EmbeddingStore['upload']): OwnedStore {
  let held: readonly Held[] = []
  const hold = (one: Held) => {
    held = [one, ...held.filter(({ snapshot }) => snapshot.sha256 !== one.snapshot.sha256).slice(0, 1)]
  }
  return {
    current: () => held[0]?.snapshot ?? null,
    stream: (sha256) => held.find(({ snapshot }) => snapshot.sha256 === sha256)?.stream ?? null,
    json() {
      const [now] = held
      if (!now) return null
      now.json ??= reader.json(now.stream).then(bytesOr(() => (now.json = null)))
      return now.json
    },
    sample(sha256) {
      const one = held.find(({ snapshot }) => snapshot.sha256 === sha256)
      if (!one) return null
      one.sample ??= reader.sample(one.stream, SAMPLE_POINTS).then(bytesOr(() => (one.sample = null)))
      return one.sample
    },
    upload,
    restore(snapshot, stream) {
      const known = held.find((other) => other.snapshot.sha256 === snapshot.sha256)
      if (!known && createHash('sha256').update(stream).digest('hex') !== snapshot.sha256) return false
      hold(known ?? { snapshot, stream: ownBuffer(stream), restored: true, json: null, sample: null })
      return true
    },
    put(embedding, source, mtimeMs) {
      const [now] = held
      if (now?.snapshot.sha256 === embedding.sha256 && !now.restored) return null
      const { sha256, rows, categories, bounds } = embedding
      const stream = ownBuffer(embedding.stream)
      const snapshot: Snapshot = {
        sha256,
        rows,
        bytes: stream.byteLength,
        url: `/data/${sha256}.arrow`,
        source,
        modified_at: mtimeMs / 1000,
        categories,
        bounds,
      }
      hold({ snapshot, stream, restored: false, json: null, sample: null })
      return snapshot
    },
  }
}

/** What the reader has made; where it failed, `forget` lets the next request try again. */
function bytesOr(forget: () => void): (reply: Reply) => Uint8Array {
  return (reply) => {
    if ('bytes' in reply) return reply.bytes
    forget()
    throw new Error(reply.kind === 'failed' ? reply.error : 'nothing came')
  }
}
