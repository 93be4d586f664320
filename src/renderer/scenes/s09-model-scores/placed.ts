import type { ScoresLayout } from './layout'
import type { Bar, ScoresView } from './select'

/** A bar on its way: where its row stands and how long it is at this moment. */
export interface PlacedBar {
  readonly bar: Bar
  readonly x: number
  readonly y: number
  readonly point: number
  readonly lo: number
  readonly hi: number
}

/** Everything of the bars that moves, by key. */
export function glideTarget(view: ScoresView, place: ScoresLayout): Readonly<Record<string, number>> {
  const target: Record<string, number> = {}
  view.bars.forEach((bar, i) => {
    const row = place.rows[i]
    if (!row) return
    target[`${bar.model} x`] = row.x
    target[`${bar.model} y`] = row.y
    target[`${bar.model} point`] = bar.point
    target[`${bar.model} lo`] = bar.interval?.lo ?? bar.point
    target[`${bar.model} hi`] = bar.interval?.hi ?? bar.point
  })
  return target
}

/** A bar as it stands in `shown`; null where `shown` does not know it yet. */
export function placed(bar: Bar, shown: Readonly<Record<string, number>>): PlacedBar | null {
  const x = shown[`${bar.model} x`]
  const y = shown[`${bar.model} y`]
  const point = shown[`${bar.model} point`]
  if (x === undefined || y === undefined || point === undefined) return null
  return { bar, x, y, point, lo: shown[`${bar.model} lo`] ?? point, hi: shown[`${bar.model} hi`] ?? point }
}
