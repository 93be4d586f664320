import type { Embedding } from './embedding'

/** Where an embedding is read from. */
export type EmbeddingSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }

/** An embedding with its name, the SHA-256 of its stream. */
export interface NamedEmbedding extends Embedding {
  readonly sha256: string
}

/** To the worker. `id` comes back with every answer. */
export type WorkerRequest =
  | { readonly id: number; readonly kind: 'read'; readonly source: EmbeddingSource }
  | { readonly id: number; readonly kind: 'json'; readonly stream: Uint8Array<ArrayBuffer> }
  | {
      readonly id: number
      readonly kind: 'sample'
      readonly stream: Uint8Array<ArrayBuffer>
      readonly points: number
    }

/** From the worker. `rows` may come several times before the answer. Bytes are moved, not copied. */
export type WorkerReply = { readonly id: number } & (
  | { readonly kind: 'rows'; readonly done: number; readonly total: number }
  | { readonly kind: 'embedding'; readonly embedding: NamedEmbedding; readonly mtimeMs: number | null }
  | { readonly kind: 'json' | 'sample'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The file changed each time it was read. */
  | { readonly kind: 'changing' }
  | { readonly kind: 'failed'; readonly error: string }
)
