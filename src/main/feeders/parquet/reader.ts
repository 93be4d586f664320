import type { Worker } from 'node:worker_threads'
import type { Clock } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import type { EmbeddingSource, WorkerReply, WorkerRequest } from './protocol'

/** A thread with WebAssembly holds tens of megabytes: it ends when there was nothing to do for this long. */
const IDLE_MS = 30_000
const MAX_WAITING = 8
/** Longer than any honest file takes, also on a small machine. */
const PATIENCE_MS = 120_000

export type Reply = Exclude<WorkerReply, { kind: 'rows' }>
type OnProgress = (done: number, total: number) => void

/** Reads embeddings on another thread, one at a time. */
export interface EmbeddingReader {
  /** Bytes of the source are moved: the caller has them no more. */
  read(source: EmbeddingSource, onRows: OnProgress): Promise<Reply>
  json(stream: Uint8Array<ArrayBuffer>): Promise<Reply>
  /** The first `points` of an embedding's stream, as a stream with quantised positions. */
  sample(stream: Uint8Array<ArrayBuffer>, points: number): Promise<Reply>
  readonly stop: Dispose
}

interface Task {
  readonly request: WorkerRequest
  readonly moved: ArrayBuffer[]
  readonly onRows: OnProgress
  readonly done: (reply: Reply) => void
}

export function createReader(spawn: () => Worker, clock: Clock): EmbeddingReader {
  const waiting: Task[] = []
  let current: Task | null = null
  let worker: Worker | null = null
  let timer: Dispose = () => {}
  let id = 0
  let stopped = false

  const ended = (error: string) => {
    timer()
    worker?.removeAllListeners()
    // A crashing thread still says so after it was given up; nobody listens any more.
    worker?.on('error', () => {})
    void worker?.terminate()
    worker = null
    const task = current
    current = null
    task?.done({ id: task.request.id, kind: 'failed', error })
    next()
  }

  const start = (): Worker => {
    const thread = spawn()
    thread.on('message', (reply: WorkerReply) => {
      if (current === null || reply.id !== current.request.id) return
      if (reply.kind === 'rows') return current.onRows(reply.done, reply.total)
      const task = current
      current = null
      task.done(reply)
      next()
    })
    thread.on('error', (error) => ended(`could not be read (${error.message.split('\n')[0]})`))
    thread.on('exit', () => ended('could not be read (its thread ended)'))
    return thread
  }

  const next = () => {
    timer()
    if (current !== null) return
    current = waiting.shift() ?? null
    if (current === null) {
      if (worker) timer = clock.after(IDLE_MS, () => ended(''))
      return
    }
    worker ??= start()
    worker.postMessage(current.request, current.moved)
    timer = clock.after(PATIENCE_MS, () => ended(`took longer than ${PATIENCE_MS / 1000} s`))
  }

  const ask = (request: WorkerRequest, moved: ArrayBuffer[], onRows: OnProgress) =>
    new Promise<Reply>((done) => {
      if (stopped) return done({ id: request.id, kind: 'failed', error: 'the server is stopping' })
      if (waiting.length >= MAX_WAITING)
        return done({ id: request.id, kind: 'failed', error: 'too many embeddings at once' })
      waiting.push({ request, moved, onRows, done })
      next()
    })

  return {
    read(source, onRows) {
      id += 1
      return ask({ id, kind: 'read', source }, source.kind === 'bytes' ? [source.bytes.buffer] : [], onRows)
    },
    json(stream) {
      id += 1
      return ask({ id, kind: 'json', stream }, [], () => {})
    },
    sample(stream, points) {
      id += 1
      return ask({ id, kind: 'sample', stream, points }, [], () => {})
    },
    stop: once(() => {
      stopped = true
      for (const task of waiting.splice(0))
        task.done({ id: task.request.id, kind: 'failed', error: 'the server is stopping' })
      ended('the server is stopping')
    }),
  }
}
