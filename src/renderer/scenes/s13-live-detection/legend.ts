import { whole, words } from '../../../shared/format'
import { fitText, type MeasureText } from '../../ui/measure-text'
import { colorOf, phaseNames, type Theme } from '../../ui/palette'
import type { LiveView } from './select'

/** Labels with a name in the legend; the label of each cell is in its readout, and of the newest beside it. */
const LEGEND_LABELS = 12

interface Place {
  readonly x: number
  /** Baseline. */
  readonly y: number
}

export interface LegendLayout {
  readonly size: number
  /** A chip a colour, with the names of all labels that carry it. */
  readonly chips: readonly (Place & { readonly color: string; readonly text: string })[]
  readonly alert: Place
  readonly note: Place & { readonly text: string }
  readonly height: number
}

/** Chips with names in as many lines as they need, then the key of an alert, then what a cell's height means. */
export function layLegend(
  view: LiveView,
  width: number,
  unit: number,
  theme: Theme,
  measure: MeasureText,
): LegendLayout {
  const size = 1.9 * unit
  let x = 0
  let y = 2.2 * unit
  const place = (needed: number): Place => {
    if (x > 0 && x + needed > width) {
      x = 0
      y += 3.1 * unit
    }
    const at = { x, y }
    x += needed + 2.8 * unit
    return at
  }
  const beside = 2.4 * unit
  const chip = (text: string) => place(beside + measure(text, { size }))
  const chips = chipsOf(labelOrder(view), theme).map(({ color, names }) => {
    const text = fitText(names.join(', '), width - beside, { size }, measure)
    return { color, text, ...chip(text) }
  })
  const alert = chip('alert')
  const hidden = view.hidden > 0 ? `; ${whole(view.hidden)} more hosts without a lane` : ''
  const text = fitText(`height: score, newest at the right${hidden}`, width, { size }, measure)
  const note = { text, ...place(measure(text, { size })) }
  return { size, chips, alert, note, height: y + 0.8 * unit }
}

/** Two chips of one colour would ask which is which: labels that share a colour share a chip. */
function chipsOf(labels: readonly string[], theme: Theme): { readonly color: string; readonly names: string[] }[] {
  const chips = new Map<string, string[]>() // at most LEGEND_LABELS
  for (const label of labels) {
    const color = colorOf('label', label, theme)
    chips.set(color, [...(chips.get(color) ?? []), words(label)])
  }
  return [...chips].map(([color, names]) => ({ color, names }))
}

/** The labels that are on the screen: known phases in the order of an attack, then the others by name. */
export function labelOrder({ lanes }: LiveView): string[] {
  const labels = new Set(lanes.flatMap((lane) => lane.cells.map((cell) => cell.label)))
  const known: readonly string[] = ['benign', ...phaseNames]
  const rank = (label: string) => (known.includes(label) ? known.indexOf(label) : known.length)
  return [...labels].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, LEGEND_LABELS)
}
