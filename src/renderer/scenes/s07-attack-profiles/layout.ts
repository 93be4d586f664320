import { max, min } from 'd3-array'
import { words } from '../../ui/format'
import type { MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { endReading } from './reading'
import { type Curve, type ProfilesView, type Sample, timeSpan } from './select'
import { thin } from './thin'
import { timeTicks } from './time-ticks'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A profile's row in pixels; what lies in it is measured from its box's top left corner. */
export interface Row {
  readonly curve: Curve
  /** The box that the curve is drawn in. */
  readonly x: number
  readonly y: number
  readonly height: number
  /** Where the value 0 lies. */
  readonly zero: number
  readonly points: readonly Point[]
  readonly peak: Point
  readonly end: Point
  /** Baseline of the name: beside the line's end on the stage, above the box in a column. */
  readonly name: Point
  readonly bands: readonly { readonly name: string; readonly x: number; readonly width: number }[]
}

export interface ProfilesLayout {
  readonly width: number
  readonly height: number
  readonly rows: readonly Row[]
  /** Left end of each column of rows. */
  readonly columns: readonly number[]
  /** Of the boxes. */
  readonly plotWidth: number
  /** Room for a name, to the right of the line's end or above its box. */
  readonly nameWidth: number
  readonly nameSize: number
  readonly textSize: number
  /** Height of the ribbon of phases under a box. */
  readonly ribbon: number
  /** True where rows are high enough for the names of the phases and the reading of the peak. */
  readonly rich: boolean
  /** Under the lowest row. */
  readonly bottom: number
  readonly span: readonly [number, number]
  /** What all curves measure; null where they differ: each row then says its own. */
  readonly unit: string | null
  readonly ticks: readonly { readonly t: number; readonly x: number }[]
}

/** Sizes of a row in pixels, before anything is placed. */
interface Metrics {
  readonly columnCount: number
  readonly inColumn: number
  readonly rowHeight: number
  readonly head: number
  readonly ribbon: number
  readonly rich: boolean
  readonly foot: number
  readonly nameSize: number
  readonly textSize: number
  readonly gap: number
}

export function layout({ curves }: ProfilesView, frame: Frame, measure: MeasureText): ProfilesLayout {
  const m = frame.layout === 'column' ? stacked(curves.length, frame) : tabled(curves.length, frame)
  const beside = frame.layout === 'stage'
  const columnWidth = (frame.width - m.gap * (m.columnCount - 1)) / m.columnCount
  const longest = max(curves, (curve) => measure(words(curve.name), { size: m.nameSize, weight: 700 })) ?? 0
  const unit = commonUnit(curves)
  const readings = curves.map(({ samples, unit: own }) =>
    endReading(samples.at(-1)?.value ?? 0, own === unit ? null : own),
  )
  const widest = m.rich ? (max(readings, (text) => measure(text, { size: m.textSize * 1.15, weight: 450 })) ?? 0) : 0
  const gutter = beside ? Math.min(Math.max(longest, widest) + 2 * frame.unit, columnWidth * 0.42) : 0.8 * frame.unit
  const plotWidth = Math.max(1, columnWidth - gutter)
  const columns = Array.from({ length: m.columnCount }, (_, i) => i * (columnWidth + m.gap))
  const span = padded(timeSpan(curves))
  const xOf = (t: number) => ((t - span[0]) / (span[1] - span[0])) * plotWidth
  const rows = curves.map((curve, i): Row => {
    const x = columns[Math.floor(i / m.inColumn)] ?? 0
    const y = (i % m.inColumn) * m.rowHeight + m.head
    const height = m.rowHeight - m.head - m.ribbon - m.foot
    const [low, high] = valueSpan(curves, curve.unit)
    const yOf = (value: number) => height - ((value - low) / (high - low)) * height
    const place = (sample: Sample): Point => ({ x: xOf(sample.t), y: yOf(sample.value) })
    const points = thin(curve.samples.map(place), plotWidth / 2)
    const end = points.at(-1) ?? place(curve.peak)
    const size = m.nameSize
    const name = beside
      ? { x: plotWidth + 1.4 * frame.unit, y: clamp(end.y + size * 0.35, size * 0.8, height - size * 0.6) }
      : { x: 0, y: size - m.head }
    const bands = curve.phases.flatMap((phase) => {
      const from = clamp(xOf(phase.start), 0, plotWidth)
      const to = clamp(xOf(phase.end), 0, plotWidth)
      return to > from ? [{ name: phase.name, x: from, width: to - from }] : []
    })
    return { curve, x, y, height, zero: yOf(0), points, peak: place(curve.peak), end, name, bands }
  })
  const bottom = Math.min(curves.length, m.inColumn) * m.rowHeight - m.foot
  return {
    width: frame.width,
    height: beside ? frame.height : bottom + 6 * frame.unit,
    rows,
    columns,
    plotWidth,
    nameWidth: beside ? gutter - 1.4 * frame.unit : columnWidth * 0.6,
    nameSize: m.nameSize,
    textSize: m.textSize,
    ribbon: m.ribbon,
    rich: m.rich,
    bottom,
    span,
    unit,
    ticks: timeTicks(span[0], span[1], Math.min(8, plotWidth / (9 * frame.unit))).map((t) => ({ t, x: xOf(t) })),
  }
}

function tabled(count: number, { height, unit }: Frame): Metrics {
  const room = height - 3.6 * unit
  const perColumn = Math.max(1, Math.floor(room / (5.2 * unit)))
  const columnCount = Math.max(1, Math.ceil(count / perColumn))
  const inColumn = Math.max(1, Math.ceil(count / columnCount))
  const rowHeight = room / inColumn
  const rich = rowHeight >= 10 * unit
  return {
    columnCount,
    inColumn,
    rowHeight,
    head: rich ? 3 * unit : 0.8 * unit,
    ribbon: rich ? 2.5 * unit : 0.6 * unit,
    rich,
    foot: rich ? 1.4 * unit : 0.8 * unit,
    nameSize: Math.min(Math.max(rowHeight * 0.17, 1.6 * unit), 3.2 * unit),
    textSize: 1.7 * unit,
    gap: 3 * unit,
  }
}

function stacked(count: number, { unit }: Frame): Metrics {
  return {
    columnCount: 1,
    inColumn: Math.max(1, count),
    rowHeight: 19 * unit,
    head: 4.4 * unit,
    ribbon: 2.1 * unit,
    rich: true,
    foot: 2.4 * unit,
    nameSize: 1.9 * unit,
    textSize: 1.5 * unit,
    gap: 0,
  }
}

function commonUnit(curves: readonly Curve[]): string | null {
  const [first, ...rest] = curves
  return first && rest.every((curve) => curve.unit === first.unit) ? first.unit : null
}

/** A single moment still needs a width to stand in. */
function padded([from, to]: readonly [number, number]): readonly [number, number] {
  return to > from ? [from, to] : [from - 0.5, to + 0.5]
}

/** Curves of one unit share one scale, which holds 0. */
function valueSpan(curves: readonly Curve[], unit: string | null): readonly [number, number] {
  const same = curves.filter((curve) => curve.unit === unit)
  const low = Math.min(0, min(same, (curve) => min(curve.samples, (sample) => sample.value)) ?? 0)
  const high = Math.max(0, max(same, (curve) => curve.peak.value) ?? 0)
  return high > low ? [low, high] : [low, low + 1]
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most))
