import type { Mark } from '../marks'
import type { Tape } from '../tape/tape'

const BINS = 600

/** What a timeline draws. Positions are seconds since the recording's start. */
export interface Timeline {
  readonly file: string
  /** Epoch seconds. */
  readonly started_at: number
  readonly duration_s: number
  /** Seconds of a bin. */
  readonly bin_s: number
  /** Events by bin, at most 600 of them. */
  readonly density: readonly number[]
  readonly marks: readonly TimelineMark[]
  /** True where the recorder was killed, and the recording ends before its time. */
  readonly cut: boolean
}

type Positioned<M> = M extends Mark ? Omit<M, 'at_ms'> & { readonly position_s: number } : never
type TimelineMark = Positioned<Mark>

/** A chunk's events are spread over its time: a second of the recording is finer than a timeline's pixel. */
export function timelineOf({ name, startMs, endMs, index }: Tape): Timeline {
  const durationMs = Math.max(1, endMs - startMs)
  const bins = Math.min(BINS, Math.ceil(durationMs / 1_000))
  const density = new Array<number>(bins).fill(0)
  const binOf = (ms: number) => Math.min(bins - 1, Math.max(0, Math.floor(((ms - startMs) / durationMs) * bins)))
  for (const { startMs: first, endMs: last, events } of index.chunks) {
    const bin = binOf((first + last) / 2)
    density[bin] = (density[bin] ?? 0) + events
  }
  return {
    file: name,
    started_at: startMs / 1000,
    duration_s: (endMs - startMs) / 1000,
    bin_s: durationMs / 1000 / bins,
    density,
    marks: index.marks.map(({ at_ms, ...mark }) => ({ ...mark, position_s: (at_ms - startMs) / 1000 })),
    cut: index.cut,
  }
}

/** The place of the next or the previous mark of a kind, in milliseconds since the start; null where there is none. */
export function markBeside(
  marks: readonly Mark[],
  kind: Mark['kind'],
  atMs: number,
  direction: 'next' | 'previous',
): number | null {
  const found =
    direction === 'next'
      ? marks.find((mark) => mark.kind === kind && mark.at_ms > atMs)
      : // A moment after a mark, its own beginning is not the one that is meant.
        marks.findLast((mark) => mark.kind === kind && mark.at_ms < atMs - BESIDE_MS)
  return found?.at_ms ?? null
}

const BESIDE_MS = 1_000
