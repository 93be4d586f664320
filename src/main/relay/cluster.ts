import { JetStreamApiError, type JetStreamClient, jetstream, jetstreamManager } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import { Objm } from '@nats-io/obj'
import { type NatsConnection, nanos } from '@nats-io/transport-node'
import { STREAM, SUBJECTS } from './entry'
import { type Life, parseLife, type StreamState } from './life'
import { ANSWER_MS } from './link'

/** Of the journal in the stream; a checkpoint every few seconds has the rest. */
const JOURNAL_BYTES = 256 * 1024 * 1024
const JOURNAL_HOURS = 24
/** For how long a message id is remembered. */
const DUPLICATES_S = 120

const BUCKET = 'lectern'
const LIFE = 'life'

/** What was agreed on, and the revision under which it can be replaced; 0 where nothing was. */
export interface Agreed {
  readonly life: Life | null
  readonly revision: number
}

/** What the nodes share in NATS. Every call may reject: then NATS did not answer, or said no. */
export interface Cluster {
  readonly js: JetStreamClient
  agreed(): Promise<Agreed>
  /** Compare-and-set: the new revision, or null where another node was first. */
  agree(life: Life, revision: number): Promise<number | null>
  /** The stream as it is now; made where there is none. */
  stream(): Promise<StreamState>
  /** Bytes by name: checkpoints and embeddings. */
  read(name: string): Promise<Uint8Array | null>
  write(name: string, bytes: Uint8Array): Promise<void>
  remove(name: string): Promise<void>
  /** Names that begin with `prefix`, newest first. */
  names(prefix: string): Promise<readonly string[]>
}

export async function openCluster(link: NatsConnection): Promise<Cluster> {
  const options = { timeout: ANSWER_MS }
  const js = jetstream(link, options)
  const manager = await jetstreamManager(link, { ...options, checkAPI: false })
  const kvs = new Kvm(js)
  const stores = new Objm(js)
  const bucket = untilItFails(() => kvs.create(BUCKET, { history: 1, timeout: ANSWER_MS }))
  const store = untilItFails(() => stores.create(BUCKET))
  const within = <T>(work: Promise<T>) => timely(work, 5 * ANSWER_MS)

  return {
    js,
    async agreed() {
      const entry = await bucket((kv) => kv.get(LIFE))
      if (!entry) return { life: null, revision: 0 }
      return { life: entry.operation === 'PUT' ? parseLife(entry.string()) : null, revision: entry.revision }
    },
    async agree(life, revision) {
      try {
        return await bucket((kv) => kv.put(LIFE, JSON.stringify(life), { previousSeq: revision }))
      } catch (error) {
        if (isApiError(error, WRONG_LAST_SEQUENCE)) return null
        throw error
      }
    },
    async stream() {
      const found = manager.streams.info(STREAM)
      const { created, state } = await found.catch((error: unknown) => {
        if (!isApiError(error, STREAM_NOT_FOUND)) throw error
        return manager.streams.add({
          name: STREAM,
          subjects: [SUBJECTS],
          max_bytes: JOURNAL_BYTES,
          max_age: nanos(JOURNAL_HOURS * 3_600_000),
          duplicate_window: nanos(DUPLICATES_S * 1000),
        })
      })
      const first = state.messages === 0 ? state.last_seq + 1 : state.first_seq
      return { created: String(created), first, last: state.last_seq }
    },
    read: async (name) => within(store((objects) => objects.getBlob(name))),
    write: async (name, bytes) => void (await within(store((objects) => objects.putBlob({ name }, bytes)))),
    remove: async (name) => void (await store((objects) => objects.delete(name))),
    async names(prefix) {
      const all = await store((objects) => objects.list())
      const ours = all.filter((object) => object.name.startsWith(prefix))
      return ours.sort((a, b) => b.mtime.localeCompare(a.mtime)).map((object) => object.name)
    },
  }
}

// Codes of the JetStream API: https://github.com/nats-io/nats-server/blob/main/server/errors.json
const STREAM_NOT_FOUND = 10_059
const WRONG_LAST_SEQUENCE = 10_071

function isApiError(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code
}

/** Uses what `open` gave until a use fails: whoever wiped NATS's disk took the buckets too, and they are made again. */
function untilItFails<T>(open: () => Promise<T>): <R>(use: (opened: T) => Promise<R>) => Promise<R> {
  let opened: Promise<T> | null = null
  return async (use) => {
    opened ??= open()
    try {
      return await use(await opened)
    } catch (error) {
      opened = null
      throw error
    }
  }
}

/** A transfer that breaks off halfway would otherwise be waited for without end. */
async function timely<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
