import type { WarmRecord } from '../../../shared/surface-wire'

/** A warm as a mark of the sparkline; `height` is 0 to 1. */
export interface SparkMark {
  readonly x: number
  readonly height: number
  readonly kind: WarmRecord['outcome']
  readonly text: string
}

/** Warms that are drawn. */
const MARKS = 32

/** The last warms as marks of equal width, oldest first. One that failed or cached nothing has no height, only its mark. */
export function sparkMarks(history: readonly WarmRecord[]): readonly SparkMark[] {
  return history.slice(-MARKS).map(({ outcome, cachePct }, x) => ({
    x,
    height: outcome === 'warm' && cachePct !== null ? Math.min(1, Math.max(0, cachePct / 100)) : 0,
    kind: outcome,
    text:
      outcome === 'warm' ? `${cachePct ?? '—'}% from the cache` : outcome === 'failed' ? 'failed' : 'nothing cached',
  }))
}

/** The history in one sentence, for who cannot see it. */
export function historyText(history: readonly WarmRecord[]): string {
  const failed = history.filter(({ outcome }) => outcome === 'failed').length
  const last = sparkMarks(history).at(-1)
  return `${history.length} warms, ${failed} failed; the last: ${last?.text ?? 'none'}`
}
