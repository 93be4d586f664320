import { score, words } from '../../../shared/format'
import { fitText, type MeasureText } from '../../ui/measure-text'
import { clamp } from '../../ui/numbers'
import type { Frame } from '../scene'
import type { TextBox } from './parts-beside'
import { type Bar, type ScoresView, tagOf } from './select'

/** Where a model's row stands. */
interface Row {
  readonly model: string
  readonly x: number
  /** Top of the row. */
  readonly y: number
  /** What lines yield to: name and value where they stand over the scale. */
  readonly texts: readonly TextBox[]
}

/** The geometry of the bars: columns of rows, each with its own 0 to 1 scale. */
export interface ScoresLayout {
  readonly width: number
  /** May exceed the frame's in a column. */
  readonly height: number
  readonly rows: readonly Row[]
  /** Left end of each column of rows. */
  readonly columns: readonly number[]
  readonly columnWidth: number
  /** Of the rows, without the axis under them. */
  readonly top: number
  readonly bottom: number
  readonly rowHeight: number
  readonly barHeight: number
  /** From a row's top to its bar's top: in a column the name stands above the bar. */
  readonly barTop: number
  /** From a row's left to the 0 of its scale. */
  readonly zero: number
  /** Pixels from 0 to 1. */
  readonly scale: number
  readonly nameSize: number
  readonly valueSize: number
  /** Of the split behind a value. */
  readonly tagSize: number
  readonly axisSize: number
}

/** In units: what a row needs to be read, and past what it grows no more. */
const STAGE = { least: 3, most: 17, axis: 4, gap: 4 }
const COLUMN = { row: 6.4, axis: 5.6 }

/** On either side of a name, in units. */
export const NAME_GAP = 1.4
/** From a whisker's end to the value, and from there at least to the end of the leader's panel, in units. */
export const VALUE_GAP = 1.2
/** Around a text that a line yields to, in units. */
const TEXT_AIR = 0.5
/** Of a column's width, for a name. */
export const NAME_SHARE = 0.6
/** The split's size as a part of the name's, and its greatest width as a multiple of its own size. */
const TAG = 0.66
const TAG_MOST = 5
export const TAG_WEIGHT = 500

/** A split as it stands beside a value. */
export const tagText = (tag: string, size: number, measure: MeasureText): string =>
  ` ${fitText(tag, size * TAG_MOST, { size, weight: TAG_WEIGHT }, measure)} `

export function layout(view: ScoresView, frame: Frame, measure: MeasureText): ScoresLayout {
  return frame.layout === 'column' ? stacked(view, frame, measure) : tabled(view, frame, measure)
}

function tabled(view: ScoresView, frame: Frame, measure: MeasureText): ScoresLayout {
  const { bars } = view
  const { unit, width, height } = frame
  const rowsRoom = height - STAGE.axis * unit
  const perColumn = Math.max(1, Math.floor(rowsRoom / (STAGE.least * unit)))
  const columnCount = Math.max(1, Math.ceil(bars.length / perColumn))
  const inColumn = Math.max(1, Math.ceil(bars.length / columnCount))
  const rowHeight = Math.min(rowsRoom / inColumn, STAGE.most * unit)
  const top = (rowsRoom - inColumn * rowHeight) / 2 // a few bars stand in the middle, not under the ceiling
  const gap = STAGE.gap * unit
  const columnWidth = (width - gap * (columnCount - 1)) / columnCount
  const nameSize = clamp(rowHeight * 0.38, 1.7 * unit, 3.3 * unit)
  const valueSize = clamp(rowHeight * 0.44, 1.8 * unit, 4.2 * unit)
  const names = Math.max(0, ...bars.map((bar) => measure(words(bar.model), { size: nameSize, weight: 750 })))
  const zero = Math.min(names + NAME_GAP * 2 * unit, columnWidth * 0.34)
  const tagSize = Math.max(nameSize * TAG, 1.5 * unit)
  const label = (bar: Bar) => labelWidth(bar, view, { valueSize, tagSize }, measure)
  const tip = (bar: Bar) => Math.max(bar.point, bar.interval?.hi ?? 0)
  const reaches = bars.map((bar) => (columnWidth - zero - 2 * VALUE_GAP * unit - label(bar)) / Math.max(tip(bar), 0.01))
  const scale = Math.max(1, Math.min(columnWidth - zero - unit, ...reaches))
  const columns = Array.from({ length: columnCount }, (_, i) => i * (columnWidth + gap))
  return {
    width,
    height,
    rows: bars.map((bar, i) => {
      const y = top + (i % inColumn) * rowHeight
      const left = zero + tip(bar) * scale + VALUE_GAP * unit
      const text = { left, right: left + label(bar), top: y + rowHeight / 2, bottom: y + rowHeight / 2 }
      return {
        model: bar.model,
        x: columns[Math.floor(i / inColumn)] ?? 0,
        y,
        texts: [grown(text, TEXT_AIR * unit, valueSize / 2)],
      }
    }),
    columns,
    columnWidth,
    top,
    bottom: top + inColumn * rowHeight,
    rowHeight,
    barHeight: rowHeight * 0.58,
    barTop: rowHeight * 0.21,
    zero,
    scale,
    nameSize,
    valueSize,
    tagSize,
    axisSize: 1.7 * unit,
  }
}

function stacked(view: ScoresView, frame: Frame, measure: MeasureText): ScoresLayout {
  const { bars } = view
  const { unit, width } = frame
  const rowHeight = COLUMN.row * unit
  const bottom = Math.max(1, bars.length) * rowHeight
  const barTop = 2.6 * unit
  const zero = 0.5 * unit // half of the 0 under it
  const [nameSize, valueSize, tagSize] = [1.8 * unit, 2 * unit, 1.5 * unit]
  const value = measure('0.00', { size: valueSize, weight: 750 })
  const textsOf = (bar: Bar, top: number): readonly TextBox[] => {
    const name = Math.min(measure(words(bar.model), { size: nameSize, weight: 750 }), width * NAME_SHARE)
    const label = labelWidth(bar, view, { valueSize, tagSize }, measure)
    const line = { top, bottom: top + barTop }
    return [
      grown({ left: zero, right: zero + name, ...line }, TEXT_AIR * unit, 0),
      grown({ left: width - label, right: width, ...line }, TEXT_AIR * unit, 0),
    ]
  }
  return {
    width,
    height: bottom + COLUMN.axis * unit,
    rows: bars.map((bar, i) => ({
      model: bar.model,
      x: 0,
      y: i * rowHeight,
      texts: textsOf(bar, i * rowHeight),
    })),
    columns: [0],
    columnWidth: width,
    top: 0,
    bottom,
    rowHeight,
    barHeight: 2.6 * unit,
    barTop,
    zero,
    // The values have the rest: a bar that ends below one would seem to have reached it.
    scale: Math.max(1, width - zero - value - VALUE_GAP * unit),
    nameSize,
    valueSize,
    tagSize,
    axisSize: 1.5 * unit,
  }
}

function labelWidth(
  bar: Bar,
  view: ScoresView,
  { valueSize, tagSize }: Pick<ScoresLayout, 'valueSize' | 'tagSize'>,
  measure: MeasureText,
): number {
  const tag = tagOf(bar, view)
  const value = measure(score(bar.point), { size: valueSize, weight: 750 })
  return tag ? value + measure(tagText(tag, tagSize, measure), { size: tagSize, weight: TAG_WEIGHT }) : value
}

const grown = (box: TextBox, x: number, y: number): TextBox => ({
  left: box.left - x,
  right: box.right + x,
  top: box.top - y,
  bottom: box.bottom + y,
})
