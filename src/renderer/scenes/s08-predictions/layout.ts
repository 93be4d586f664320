import { max } from 'd3-array'
import { words } from '../../../shared/format'
import type { MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { type Legend, legendOf } from './legend'
import { type MatrixLayout, matrixLayout } from './matrix-layout'
import { type Packing, type PackRoom, pack } from './pack'
import { isWrong, type PredictionsView } from './select'
import { type Slots, slotsOf } from './slots'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PredictionsLayout {
  readonly width: number
  readonly height: number
  readonly legend: Legend
  readonly legendLine: number
  readonly swatch: number
  /** Where the notch is explained; null where there is none. */
  readonly notch: { readonly x: number; readonly line: number } | null
  readonly textSize: number
  readonly strips: Box
  readonly slots: Slots
  readonly packing: Packing
  /** Of an episode's name; 0 where there is no room for names. */
  readonly labelSize: number
  /** Null where no window has a truth. */
  readonly matrix: MatrixLayout | null
}

export function layout(view: PredictionsView, frame: Frame, measure: MeasureText): PredictionsLayout {
  const { unit, width } = frame
  const stacked = frame.layout === 'column'
  const textSize = (stacked ? 1.5 : 1.8) * unit
  const labelSize = (stacked ? 1.5 : 1.7) * unit
  const swatch = textSize * 0.85
  const hasTruth = view.confusion.scored > 0
  const panel = !hasTruth ? 0 : stacked ? width : Math.min(54 * unit, width * 0.36)
  const stripsWidth = stacked || !hasTruth ? width : width - panel - 5 * unit
  const textWidth = (text: string) => measure(text, { size: textSize, weight: 600 })
  const widthOf = (name: string) => swatch * 1.5 + textWidth(words(name)) + 1.8 * unit
  const legendLine = textSize * 1.7
  const named = legendOf(view.classes, stripsWidth, stacked ? 4 : 1, widthOf)
  const notch = view.strips.some((strip) => strip.cells.some(isWrong))
    ? notchPlace(named, stripsWidth, swatch * 1.5 + textWidth(NOTCH_TEXT), widthOf)
    : null
  const legend = { ...named, lines: Math.max(named.lines, (notch?.line ?? 0) + 1) }
  const top = legend.lines * legendLine + 0.8 * unit
  const slots = slotsOf(view.strips)
  const longest = max(view.strips, (strip) => measure(strip.episode, { size: labelSize })) ?? 0
  const label = Math.min(longest, stripsWidth * 0.24) + unit
  const foot = slots.aligned ? 2.8 * unit : 0
  const room: PackRoom = { width: stripsWidth, height: frame.height - top - foot, unit, label }
  const stripsHeight = stacked ? columnHeight(slots.lengths, room) : room.height
  const packing = pack(slots.lengths, { ...room, height: stripsHeight })
  const used = packing.lineHeight * packing.linesPerColumn
  const strips = { x: 0, y: top, width: stripsWidth, height: used }
  const matrixBox = stacked
    ? { x: 0, y: top + used + foot + 2 * unit, width: panel }
    : { x: width - panel, y: 0, width: panel }
  const matrix = hasTruth
    ? matrixLayout(view.confusion.classes, { ...matrixBox, height: stacked ? Infinity : frame.height }, frame, measure)
    : null
  return {
    width,
    height: stacked ? (matrix ? matrix.bottom : top + used + foot) : frame.height,
    legend,
    legendLine,
    swatch,
    notch,
    textSize,
    strips,
    slots,
    packing,
    labelSize: packing.label > 0 ? Math.min(labelSize, packing.lineHeight * 0.85) : 0,
    matrix,
  }
}

/** A line each, up to a height that a thumb still scrolls through; beyond, the lines shrink. */
function columnHeight(lengths: readonly number[], { width, label, unit }: PackRoom): number {
  const perLine = Math.max(1, Math.floor((width - label) / (0.5 * unit)))
  const lines = lengths.reduce((sum, length) => sum + Math.ceil(length / perLine), 0)
  return Math.min(lines * 2.4, 200) * unit
}

export const NOTCH_TEXT = 'under a notch: the truth'

/** After the last class, or on a line of its own: without it nobody knows what is right under a mistake. */
function notchPlace(
  { entries, more, lines }: Legend,
  width: number,
  own: number,
  widthOf: (name: string) => number,
): PredictionsLayout['notch'] {
  const last = entries.at(-1)
  const x = last ? last.x + widthOf(last.name) : 0
  return more || x + own > width ? { x: 0, line: lines } : { x, line: lines - 1 }
}
