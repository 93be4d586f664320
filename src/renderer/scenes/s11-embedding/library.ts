import { backoffDelay } from '../../../shared/backoff'
import type { Clock } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import { SAMPLE_POINTS, sampleUrl } from '../../../shared/embedding-sample'
import type { Cloud, EmbeddingSnapshot } from './cloud'
import type { Variant } from './variant'

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
  open(snapshot: EmbeddingSnapshot | null, variant: Variant): Promise<void>
  stock(): Stock
  subscribe(changed: () => void): Dispose
}

export interface LibraryDeps {
  readonly chunk: () => Promise<Chunk>
  readonly fetch: (url: string, options: { signal: AbortSignal }) => Promise<Response>
  readonly clock: Clock
  readonly random: () => number
}

/** After the first points, and after each so long a stretch of reading, the others wait: time to paint, and for input. */
const FRAME_MS = 16
const STRETCH_MS = 12
const RETRY = { baseMs: 500, maxMs: 15_000 }

interface Wanted {
  readonly sha256: string
  readonly variant: Variant
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

  const load = (snapshot: EmbeddingSnapshot, variant: Variant): Wanted => {
    const [url, most] = variant === 'sample' ? [sampleUrl(snapshot.url), SAMPLE_POINTS] : [snapshot.url, Infinity]
    const abort = new AbortController()
    const { signal } = abort
    let started = () => {}
    const first = new Promise<void>((resolve) => {
      started = resolve
    })
    const attempt = async () => {
      // Before the code is there, so that the page's preload link and this are one request.
      const answer = deps.fetch(url, { signal })
      // It is awaited only after the code: until then nobody else may call a failure of it unhandled.
      answer.catch(() => {})
      const chunk = await loadChunk()
      const response = await answer
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
      let begun: number | null = null
      const told = async (cloud: Cloud) => {
        if (signal.aborted) return
        // Told once a stretch: each time the legend and the picture are made anew.
        if (begun !== null && !cloud.complete && deps.clock.elapsed() - begun < STRETCH_MS) return
        take(cloud)
        started()
        if (!cloud.complete) await pause(FRAME_MS)
        begun = deps.clock.elapsed()
      }
      await chunk.readCloud(response.body, snapshot, told, most)
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
      variant,
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
    async open(snapshot, screen) {
      if (!snapshot) {
        await loadChunk().catch(() => {})
        return
      }
      const { sha256 } = snapshot
      const variant = snapshot.rows > SAMPLE_POINTS ? screen : 'all'
      // All points are good for a small screen too, once they are there.
      const serves = (of: Variant) => of === variant || of === 'all'
      if (wanted?.sha256 !== sha256 || !serves(wanted.variant)) {
        wanted?.abort()
        const back = previous
        if (back?.sha256 === sha256 && serves(variantOf(back))) {
          wanted = { sha256, variant: variantOf(back), first: Promise.resolve(), abort: () => {} }
          take(back)
        } else {
          wanted = load(snapshot, variant)
        }
      }
      await wanted?.first
    },
  }
}

const variantOf = ({ capacity, total }: Cloud): Variant => (capacity < total ? 'sample' : 'all')
