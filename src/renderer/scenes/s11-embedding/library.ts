import { backoffDelay } from '../../../shared/backoff'
import type { Clock } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import type { Cloud, EmbeddingSnapshot } from './cloud'

type Chunk = typeof import('./scatter')

/** What there is to paint, and to paint with. The same object until something changes. */
interface Stock {
  /** The code that paints; null until it has come. */
  readonly chunk: Chunk | null
  /** The points to paint: complete ones while there are any, else those that are just coming. */
  readonly cloud: Cloud | null
  /** How many there are by now: the cloud grows in place. */
  readonly points: number
  /** Why the newest embedding is not there; null while all is well. */
  readonly failure: string | null
}

/** Fetches the scatter's code and the embeddings, and keeps the current embedding and the one before. */
export interface Library {
  /** Makes this snapshot the wanted one; kept with its first points, or when they could not be had. Never rejects. */
  open(snapshot: EmbeddingSnapshot | null): Promise<void>
  stock(): Stock
  subscribe(changed: () => void): Dispose
}

export interface LibraryDeps {
  readonly chunk: () => Promise<Chunk>
  readonly fetch: (url: string, options: { signal: AbortSignal }) => Promise<Response>
  readonly clock: Clock
  readonly random: () => number
}

/** After the first points, until the others are read: time to paint them. */
const FRAME_MS = 16
const RETRY = { baseMs: 500, maxMs: 15_000 }

interface Wanted {
  readonly sha256: string
  readonly first: Promise<void>
  readonly abort: Dispose
}

export function createLibrary(deps: LibraryDeps): Library {
  let stock: Stock = { chunk: null, cloud: null, points: 0, failure: null }
  let previous: Cloud | null = null
  let wanted: Wanted | null = null
  const listeners = new Set<() => void>()

  const change = (patch: Partial<Stock>) => {
    stock = { ...stock, ...patch }
    for (const listener of listeners) listener()
  }

  const loadChunk = async (): Promise<Chunk> => {
    const chunk = stock.chunk ?? (await deps.chunk())
    if (!stock.chunk) change({ chunk })
    return chunk
  }

  const pause = (ms: number) => new Promise<void>((resolve) => void deps.clock.after(ms, resolve))

  /** Until it is complete, a new cloud only stands in where there is no complete one. */
  const take = (cloud: Cloud) => {
    if (cloud !== stock.cloud && stock.cloud?.complete) {
      if (!cloud.complete) return
      previous = stock.cloud
    }
    change({ cloud, points: cloud.length, failure: null })
  }

  const load = (snapshot: EmbeddingSnapshot): Wanted => {
    const abort = new AbortController()
    const { signal } = abort
    let started = () => {}
    const first = new Promise<void>((resolve) => {
      started = resolve
    })
    const attempt = async () => {
      // Before the code is there, so that the page's preload link and this are one request.
      const answer = deps.fetch(snapshot.url, { signal })
      // It is awaited only after the code: until then nobody else may call a failure of it unhandled.
      answer.catch(() => {})
      const chunk = await loadChunk()
      const response = await answer
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
      await chunk.readCloud(response.body, snapshot, (cloud) => {
        if (signal.aborted) return
        const isFirst = cloud !== stock.cloud
        take(cloud)
        started()
        if (isFirst && !cloud.complete) return pause(FRAME_MS)
      })
    }
    const run = (failures: number) => {
      attempt().catch((error: unknown) => {
        started()
        if (signal.aborted) return
        change({ failure: `The embedding could not be loaded: ${error instanceof Error ? error.message : error}` })
        const undo = deps.clock.after(backoffDelay(failures, deps.random(), RETRY), () => run(failures + 1))
        signal.addEventListener('abort', undo, { once: true })
      })
    }
    run(1)
    return {
      sha256: snapshot.sha256,
      first,
      abort: once(() => {
        abort.abort()
        started()
      }),
    }
  }

  return {
    stock: () => stock,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    async open(snapshot) {
      if (!snapshot) {
        await loadChunk().catch(() => {})
        return
      }
      if (wanted?.sha256 !== snapshot.sha256) {
        wanted?.abort()
        if (previous?.sha256 === snapshot.sha256) {
          const back = previous
          wanted = { sha256: snapshot.sha256, first: Promise.resolve(), abort: () => {} }
          take(back)
        } else {
          wanted = load(snapshot)
        }
      }
      await wanted?.first
    },
  }
}
