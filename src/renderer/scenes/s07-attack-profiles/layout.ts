import { max, min } from 'd3-array'
import { words } from '../../../shared/format'
import type { MeasureText, TextFont } from '../../ui/measure-text'
import { clamp } from '../../ui/numbers'
import type { Frame } from '../scene'
import { type Legend, layLegend } from './legend'
import { levelReading } from './reading'
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
  /** Where it reaches its height. */
  readonly rise: Point | null
  readonly end: Point
  /** Baseline of the name: beside the line's end on the stage, above the box in a column. */
  readonly name: Point
  readonly bands: readonly Band[]
}

/** A phase under the curve. */
export interface Band {
  readonly name: string
  readonly x: number
  readonly width: number
  /** Its name, whole, or nothing: `e…` tells nobody anything. */
  readonly label: string
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
  /** True where rows are high enough for the names of the phases and the readings. */
  readonly rich: boolean
  /** Under the lowest row. */
  readonly bottom: number
  readonly span: readonly [number, number]
  /** In a column where some band is too narrow for its name: then it alone has the names. Null elsewhere. */
  readonly legend: Legend | null
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

/** On either side of a phase's name, in units. */
export const BAND_INSET = 0.7

export const bandFont = ({ textSize }: Pick<ProfilesLayout, 'textSize'>): TextFont => ({ size: textSize, weight: 600 })
export const readingFont = ({ textSize }: Pick<ProfilesLayout, 'textSize'>): TextFont => ({
  size: textSize * 1.15,
  weight: 450,
})

export function layout({ curves }: ProfilesView, frame: Frame, measure: MeasureText): ProfilesLayout {
  const m = frame.layout === 'column' ? stacked(curves.length, frame) : tabled(curves.length, frame)
  const beside = frame.layout === 'stage'
  const columnWidth = (frame.width - m.gap * (m.columnCount - 1)) / m.columnCount
  const longest = max(curves, (curve) => measure(words(curve.name), { size: m.nameSize, weight: 700 })) ?? 0
  const reading = readingFont(m)
  const widest = m.rich ? (max(curves, (curve) => measure(levelReading(curve), reading)) ?? 0) : 0
  const gutter = beside ? Math.min(Math.max(longest, widest) + 2 * frame.unit, columnWidth * 0.42) : 0.8 * frame.unit
  const plotWidth = Math.max(1, columnWidth - gutter)
  const columns = Array.from({ length: m.columnCount }, (_, i) => i * (columnWidth + m.gap))
  const span = padded(timeSpan(curves))
  const xOf = (t: number) => ((t - span[0]) / (span[1] - span[0])) * plotWidth
  const bandsOf = (curve: Curve) =>
    curve.phases.flatMap(({ name, start, end }): Band[] => {
      const x = clamp(xOf(start), 0, plotWidth)
      const width = clamp(xOf(end), 0, plotWidth) - x
      const fits = m.rich && measure(words(name), bandFont(m)) <= width - 2 * BAND_INSET * frame.unit
      return width > 0 ? [{ name, x, width, label: fits ? words(name) : '' }] : []
    })
  const named = curves.map(bandsOf)
  const legible = beside || named.every((own) => own.every((band) => band.label))
  const legend = legible ? null : layLegend(curves, frame.width, m.textSize, measure)
  const bands = legible ? named : named.map((own) => own.map((band) => ({ ...band, label: '' })))
  const top = legend?.height ?? 0
  const rows = curves.map((curve, i): Row => {
    const x = columns[Math.floor(i / m.inColumn)] ?? 0
    const y = top + (i % m.inColumn) * m.rowHeight + m.head
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
    const rise = curve.rise && place(curve.rise)
    return { curve, x, y, height, zero: yOf(0), points, rise, end, name, bands: bands[i] ?? [] }
  })
  const bottom = top + Math.min(curves.length, m.inColumn) * m.rowHeight - m.foot
  return {
    width: frame.width,
    height: beside ? frame.height : bottom + 4 * frame.unit,
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
    legend,
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
    rowHeight: 18.4 * unit,
    head: 5.4 * unit,
    ribbon: 2.1 * unit,
    rich: true,
    foot: 2.2 * unit,
    nameSize: 1.9 * unit,
    textSize: 1.5 * unit,
    gap: 0,
  }
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
