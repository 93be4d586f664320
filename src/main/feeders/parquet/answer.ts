import { createHash } from 'node:crypto'
import { readStable } from '../files/read-stable'
import { type EmbeddingColumns, EmbeddingError } from './columns'
import { embeddingOf } from './embedding'
import type { EmbeddingSource, WorkerReply, WorkerRequest } from './protocol'
import { type OnRows, readArrowColumns, readParquetColumns } from './read-file'
import { readJsonColumns } from './read-rows'
import { jsonOf } from './to-json'
import { sampleOf } from './to-sample'

const MAX_FILE_BYTES = 256 * 1024 * 1024

/** Answers one request; never throws for what a file holds. */
export async function answer(request: WorkerRequest, progress: (reply: WorkerReply) => void): Promise<WorkerReply> {
  const { id } = request
  if (request.kind === 'json') return { id, kind: 'json', bytes: jsonOf(request.stream) }
  if (request.kind === 'sample') return { id, kind: 'sample', bytes: sampleOf(request.stream, request.points) }
  const input = await bytesOf(request.source)
  if ('changing' in input) return { id, kind: 'changing' }
  if ('error' in input) return { id, kind: 'failed', error: input.error }
  try {
    const columns = readColumns(input.bytes, (done, total) => progress({ id, kind: 'rows', done, total }))
    const embedding = embeddingOf(columns)
    const sha256 = createHash('sha256').update(embedding.stream).digest('hex')
    return { id, kind: 'embedding', embedding: { ...embedding, sha256 }, mtimeMs: input.mtimeMs }
  } catch (error) {
    if (error instanceof EmbeddingError) return { id, kind: 'failed', error: error.message }
    throw error
  }
}

async function bytesOf(source: EmbeddingSource) {
  if (source.kind === 'bytes') return { bytes: source.bytes, mtimeMs: null }
  const read = await readStable(source.path, MAX_FILE_BYTES)
  return 'bytes' in read ? { bytes: read.bytes, mtimeMs: read.stamp.mtimeMs } : read
}

/** By what the bytes begin with: a name may lie, an upload has none. */
function readColumns(bytes: Uint8Array, onRows: OnRows): EmbeddingColumns {
  const head = Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .replace(/^(?:\xEF\xBB\xBF)?\s*/, '')
  if (bytes.length === 0) throw new EmbeddingError('is empty')
  if (head.startsWith('[') || head.startsWith('{')) return readJsonColumns(bytes, onRows)
  if (head.startsWith('ARROW1') || head.startsWith('\xFF\xFF\xFF\xFF')) return readArrowColumns(bytes, onRows)
  return readParquetColumns(bytes, onRows)
}
