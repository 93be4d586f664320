import { words } from '../../../shared/format'
import type { MeasureText } from '../../ui/measure-text'
import type { Curve } from './select'

/** Names of phases with their colours, from the legend's top left corner; `y` is a baseline. */
export interface Legend {
  readonly entries: readonly { readonly phase: string; readonly x: number; readonly y: number }[]
  readonly swatch: number
  readonly height: number
}

/** More kinds of phases than these are told by the readout alone. */
const MOST = 16

/** Every phase once, in the order of time, in as many lines as they take. */
export function layLegend(curves: readonly Curve[], width: number, size: number, measure: MeasureText): Legend {
  const swatch = size * 0.85
  const line = size * 1.7
  const phases = curves.flatMap((curve) => curve.phases).sort((a, b) => a.start - b.start)
  const names = [...new Set(phases.map((phase) => phase.name))].slice(0, MOST)
  let x = 0
  let y = size
  const entries = names.map((phase) => {
    const own = swatch * 1.5 + measure(words(phase), { size, weight: 600 })
    if (x > 0 && x + own > width) {
      x = 0
      y += line
    }
    const entry = { phase, x, y }
    x += own + size * 1.2
    return entry
  })
  return { entries, swatch, height: entries.length > 0 ? y + 1.4 * size : 0 }
}
