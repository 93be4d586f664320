import { WebSocket } from 'ws'
import { backoffDelay } from '../../shared/backoff'
import type { Clock } from '../../shared/clock'
import { type Cursor, formatCursor } from '../../shared/cursor'
import type { Dispose } from '../../shared/dispose'
import { createServerClock } from '../../shared/server-clock'
import type { RetentionTable } from '../../shared/topics'
import { parseServerMessage, type ServerMessage, serializeEvent } from '../../shared/wire'
import { bytesUpTo } from '../bytes-up-to'
import { UsageError } from '../config/usage-error'
import { tapedTopics } from '../recorder/mcap/channels'
import type { TapeDelivery, TapeSubscriber, TapeSubscription } from '../recorder/recording/delivery'
import { ask, headersOf, noAnswer, type Remote, refused } from './remote'

/** A server that says nothing for so long is gone, in milliseconds; it speaks every 20 s. */
const SILENCE_MS = 50_000
/** A connection on which nothing was said so long after it was begun has failed: a proxy may take it for a server that is gone. */
const OPEN_TIMEOUT_MS = 10_000
/** A connection that lasted so long was a good one: the count of failures starts anew. */
const STEADY_MS = 5_000
/** Bytes of the sentence of who lets nobody in. */
const MAX_REFUSAL = 64 * 1024
/** Past what five million points take, the most that a server shows. */
const MAX_EMBEDDING_MIB = 512
const BACKOFF = { baseMs: 500, maxMs: 8_000 }

/** A running server's stream, as a recording wants it. */
export interface RemoteStream {
  readonly retention: RetentionTable
  /** The time of day is the server's, as its `hello` and its `ping`s tell it: by that its events are dated. */
  readonly clock: Clock
  open(subscriber: TapeSubscriber): TapeSubscription
  close(): void
}

/** Connects, and stays connected: after a break it goes on from its cursor. @throws {UsageError} where the first try fails */
export async function remoteStream(
  remote: Remote,
  clock: Clock,
  say: (sentence: string) => void,
): Promise<RemoteStream> {
  let subscriber: TapeSubscriber | null = null
  /** What was read before the recorder could take it: what a socket had in hand when it was paused. */
  const waiting: TapeDelivery[] = []
  let cursor: Cursor | null = null
  /** Against `elapsed`. Of each connection its own: behind the same address another server may be. */
  let serverClock = createServerClock()
  let socket: WebSocket | null = null
  let failures = 0
  let retry: Dispose = () => {}
  let silence: Dispose = () => {}
  let closed = false

  const pump = () => {
    while (subscriber?.writable()) {
      const told = waiting.shift()
      if (!told) return socket?.resume()
      subscriber.send(told)
    }
    socket?.pause()
  }
  const take = (message: ServerMessage) => {
    const told = toldOf(message, cursor, clock.elapsed())
    if (!told) return
    cursor = told.cursor
    waiting.push(told)
    pump()
  }
  const connect = (): Promise<RetentionTable> =>
    new Promise((resolve, reject) => {
      const opening = new WebSocket(addressOf(remote.url, cursor), { headers: headersOf(remote) })
      socket = opening
      let openedAt: number | null = null
      const expectWord = (withinMs: number) => {
        silence()
        silence = clock.after(withinMs, () => {
          reject(noAnswer(remote))
          opening.terminate()
        })
      }
      expectWord(OPEN_TIMEOUT_MS)
      opening.on('unexpected-response', (_request, response) => {
        bytesUpTo(MAX_REFUSAL, response)
          .catch(() => null)
          .then((body) => {
            reject(refused(remote, response.statusCode ?? 0, body?.toString() ?? ''))
            opening.terminate()
          })
      })
      opening.on('error', (error) => reject(noAnswer(remote, error)))
      opening.on('message', (data) => {
        expectWord(SILENCE_MS)
        const parsed = parseServerMessage(data.toString())
        if ('error' in parsed) return
        if (parsed.message.type === 'hello') {
          openedAt = clock.elapsed()
          serverClock = createServerClock()
          serverClock.sample(parsed.message.now, openedAt)
          resolve(parsed.message.retention)
        } else if (parsed.message.type === 'ping') serverClock.sample(parsed.message.now, clock.elapsed())
        else take(parsed.message)
      })
      opening.on('close', () => {
        silence()
        reject(new UsageError(`${remote.url}: closed the connection`))
        if (closed) return
        if (openedAt !== null) say('the connection is lost; trying again')
        failures = openedAt !== null && clock.elapsed() - openedAt >= STEADY_MS ? 1 : failures + 1
        retry = clock.after(backoffDelay(failures, Math.random(), BACKOFF), () => {
          connect().then(
            () => say('connected again'),
            () => {},
          )
        })
      })
    })

  const close = () => {
    closed = true
    retry()
    silence()
    socket?.terminate()
  }
  const retention = await connect().catch((error: unknown) => {
    close()
    throw error
  })
  return {
    retention,
    clock: { ...clock, now: () => Math.round(serverClock.offsetMs()) + clock.elapsed() },
    open(to) {
      subscriber = to
      pump()
      return { wake: pump, close }
    },
    close,
  }
}

function toldOf(message: ServerMessage, cursor: Cursor | null, at: number): TapeDelivery | null {
  if (message.type === 'gap') return cursor && { kind: 'gap', cursor, dropped: message.dropped }
  if (message.type !== 'snapshot' && message.type !== 'events') return null
  const { epoch } = message.cursor
  const events = message.events.map((event) => ({ ...event, json: serializeEvent(epoch, event), at }))
  if (message.type === 'events') return { kind: 'events', cursor: message.cursor, events }
  const { reset = false, complete = false } = message
  return { kind: 'snapshot', cursor: message.cursor, events, reset, complete }
}

function addressOf(server: string, cursor: Cursor | null): URL {
  const url = new URL('/ws', server)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('types', [...tapedTopics].join())
  if (cursor) url.searchParams.set('cursor', formatCursor(cursor))
  return url
}

/** The bytes of an embedding by name; null where the server has them no more. */
export async function fetchEmbedding(remote: Remote, sha256: string): Promise<Uint8Array | null> {
  try {
    const { ok, body } = await ask(remote, `/data/${sha256}.arrow`, MAX_EMBEDDING_MIB)
    return ok ? body : null
  } catch {
    return null
  }
}
