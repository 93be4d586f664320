import { relative, resolve } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Clock } from '../../../shared/clock'
import { disposeAll } from '../../../shared/dispose'
import type { Feeder, FeederContext } from '../feeder'
import { type FileSet, type SeenFile, watchFiles } from '../files/watch'
import { createHealth } from '../health'
import { createStore, type EmbeddingStore, type OwnedStore } from './embedding-store'
import type { EmbeddingSource } from './protocol'
import { createReader, type EmbeddingReader, type Reply } from './reader'
import { ownBuffer } from './to-arrow'

export interface ParquetOptions {
  /** Starts the thread of `worker.ts`, wherever the built program has it. */
  readonly spawn: () => Worker
  readonly clock: Clock
  /** Another file than `knn_v1.parquet`, relative to the data directory or absolute. */
  readonly embedding?: string | undefined
}

/** The feeder of the embedding, and the store that the server's routes read. */
export interface ParquetFeeder extends Feeder {
  readonly embeddings: EmbeddingStore
}

/** What may hold the embedding: the first that is there is it. `embedding` as in `ParquetOptions`. */
export function embeddingFiles(embedding: string | undefined): Extract<FileSet, { kind: 'named' }> {
  return { kind: 'named', names: embedding === undefined ? ['knn_v1.parquet', 'knn_v1.json'] : [embedding] }
}

export function parquetFeeder({ spawn, clock, embedding }: ParquetOptions): ParquetFeeder {
  const reader = createReader(spawn, clock)
  let running: FeederContext | null = null
  const store = createStore(reader, async (bytes) => {
    if (!running) return { error: 'this server reads no data directory; send the embedding to the one with --data' }
    const reply = await load(running, reader, store, { kind: 'bytes', bytes: ownBuffer(bytes) }, 'upload')
    if (reply.kind === 'embedding') return { sha256: reply.embedding.sha256, rows: reply.embedding.rows }
    return { error: reply.kind === 'failed' ? `the embedding ${reply.error}` : 'no embedding came' }
  })

  const start: Feeder['start'] = async (context) => {
    running = context
    const health = createHealth(context, 'parquet')
    const files = embeddingFiles(embedding)
    const there = new Map<string, SeenFile>()
    const chosen = () => files.names.find((name) => there.has(name))

    const sourceOf = (name: string) => relative(context.dir, resolve(context.dir, name)) || name
    const broken = (name: string, what: string) =>
      health.broken(sourceOf(name), `${what}, the last good embedding stays`)

    const changed = async (file: SeenFile): Promise<'taken' | 'again'> => {
      there.set(file.name, file)
      if (chosen() !== file.name) return 'taken'
      const source = sourceOf(file.name)
      const reply = await load(context, reader, store, { kind: 'file', path: file.path }, source, file.stamp.mtimeMs)
      // It went, or another version came, while it was read: that one speaks for itself.
      if (there.get(file.name) !== file) return 'taken'
      if (reply.kind === 'changing' || (reply.kind === 'failed' && file.attempt === 1)) return 'again'
      if (reply.kind === 'failed') broken(file.name, `${reply.error}; mend it or write it anew`)
      else {
        health.value(file.stamp.mtimeMs / 1000)
        health.mended(source)
      }
      return 'taken'
    }
    const removed = (name: string) => {
      const was = chosen()
      there.delete(name)
      health.mended(sourceOf(name))
      const next = there.get(chosen() ?? '')
      // What stood behind it has not changed, and would never be handed over.
      if (next && was === name) void changed({ ...next, attempt: 2 })
    }

    // Not waited for: the screen shows what else there is while a large file is read.
    const watching = watchFiles({
      dir: context.dir,
      files,
      clock: context.clock,
      changed,
      removed,
      away: removed,
      unfit(name, what) {
        removed(name)
        broken(name, `${what}; an embedding is one file`)
      },
      swept: ({ files, problem }) => health.listed(files, problem),
    })
    const stop = disposeAll([
      reader.stop,
      () => {
        running = null
        void watching.then((unwatch) => unwatch())
      },
    ])
    return { health: health.read, stop }
  }
  return { name: 'parquet', embeddings: store, start }
}

/** Reads a source, tells how far it has come, and publishes what it is. */
async function load(
  context: FeederContext,
  reader: EmbeddingReader,
  store: OwnedStore,
  source: EmbeddingSource,
  name: string,
  mtimeMs = context.clock.now(),
): Promise<Reply> {
  const job = { id: 'embedding', source: name }
  context.job({ ...job, state: 'running', done: 0, total: 0 })
  const reply = await reader.read(source, (done, total) => context.job({ ...job, state: 'running', done, total }))
  if (reply.kind !== 'embedding') {
    const error = reply.kind === 'failed' ? reply.error : 'is being written'
    context.job({ ...job, state: 'failed', done: 0, total: 0, error: error.slice(0, 256) })
    return reply
  }
  const { rows, leftOut } = reply.embedding
  const leftOutId = 'embedding/left-out'
  // Before the snapshot: whoever sees the points knows already that some are missing.
  if (leftOut > 0) {
    const message = `${name}: ${leftOut} of ${rows + leftOut} rows have a coordinate that is not finite and are left out`
    context.raise({ id: leftOutId, severity: 'warning', message, source: name })
  } else context.settle(leftOutId)
  const payload = store.put(reply.embedding, name, mtimeMs)
  if (payload) {
    const draft = { type: 'embedding_snapshot', payload, timestamp: mtimeMs / 1000, origin: context.origin } as const
    context.publish([{ key: 'embedding_snapshot', draft }])
  }
  context.job({ ...job, state: 'done', done: rows + leftOut, total: rows + leftOut })
  return reply
}
