import type { LecternEvent } from '../../../shared/event'
import type { StickyCache } from '../../../shared/sticky-cache'

/** A model's score, in its interval where it has one. All between 0 and 1. */
export interface Bar {
  readonly model: string
  readonly point: number
  readonly interval: { readonly lo: number; readonly hi: number } | null
  readonly accuracy: number | null
  /** What the score was measured on; null where the producer does not say. */
  readonly split: string | null
  /** Windows it was measured on. */
  readonly n: number | null
}

export interface ScoresView {
  /** Best first; equal scores by name. */
  readonly bars: readonly Bar[]
}

export function select(replica: StickyCache, now: number): ScoresView {
  return { bars: replica.read('model_metric', now).map(toBar).sort(byScore) }
}

function toBar({ payload }: Extract<LecternEvent, { type: 'model_metric' }>): Bar {
  const f1 = typeof payload.macro_f1 === 'number' ? { point: payload.macro_f1 } : payload.macro_f1
  return {
    model: payload.model,
    point: f1.point,
    interval: interval(f1),
    accuracy: payload.accuracy ?? null,
    split: payload.split ?? null,
    n: payload.n ?? null,
  }
}

/** A missing end of the interval is the point itself; an interval that leaves out its point is none. */
function interval(f1: { point: number; lo?: number | undefined; hi?: number | undefined }): Bar['interval'] {
  if (f1.lo === undefined && f1.hi === undefined) return null
  const lo = f1.lo ?? f1.point
  const hi = f1.hi ?? f1.point
  return lo <= f1.point && f1.point <= hi ? { lo, hi } : null
}

function byScore(a: Bar, b: Bar): number {
  return b.point - a.point || (a.model < b.model ? -1 : 1)
}

/** A score on the very windows that the model learnt from: it flatters, and is no match for a held-out one. */
export const isOnTrain = (bar: Bar): boolean => bar.split?.toLowerCase() === 'train'

/** The bars that may be compared: held-out scores, or, where there are none, all of them. */
export function comparable(bars: readonly Bar[]): readonly Bar[] {
  const heldOut = bars.filter((bar) => !isOnTrain(bar))
  return heldOut.length > 0 ? heldOut : bars
}

/** Below this two scores are level: they read the same at two places. */
export const LEVEL = 0.005

/** Two scores that the screen cannot tell apart. */
export const isLevel = (a: Bar, b: Bar): boolean =>
  Math.abs(a.point - b.point) < LEVEL && a.point.toFixed(2) === b.point.toFixed(2)

/** The best of the comparable bars and whoever is level with it, best first; empty where there is no bar. */
export function leaders(view: ScoresView): readonly Bar[] {
  const field = comparable(view.bars)
  const best = field[0]
  return best ? field.filter((bar) => isLevel(bar, best)) : []
}

/** Two intervals that meet: the data do not say which of the two is better. */
export function overlapping(a: Bar, b: Bar): boolean {
  return a.interval !== null && b.interval !== null && a.interval.lo <= b.interval.hi && b.interval.lo <= a.interval.hi
}

/** What the comparable scores were measured on, where they agree on it. */
export function commonSplit(view: ScoresView): string | null {
  const [first, ...rest] = comparable(view.bars)
  return first && rest.every((bar) => bar.split === first.split) ? first.split : null
}

/** What a bar was measured on, where it is not what the others were. */
export function tagOf(bar: Bar, view: ScoresView): string | null {
  return bar.split === commonSplit(view) ? null : bar.split
}
