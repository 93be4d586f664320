import { words } from '../../../shared/format'
import type { Box } from '../../ui/box'
import { fitText, type MeasureText } from '../../ui/measure-text'
import { type LogAxis, logAxis } from './log-axis'
import { type PlacedLabel, placeLabels } from './place-labels'
import { isPlotted, type ModelSpeed, type PlottedModel } from './select'
import { layKey, radiusOf, type SizeKey } from './size-key'

export interface SpeedMark {
  readonly model: PlottedModel
  readonly x: number
  readonly y: number
  readonly radius: number
  /** Right end of the whisker; null without a p95 above the median. */
  readonly whisker: number | null
  readonly label: PlacedLabel | null
}

/** A line under the horizontal axis. */
interface FootNote {
  readonly text: string
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly anchor: 'start' | 'end'
}

export interface SpeedPlot {
  readonly box: Box
  /** The field between the axes. */
  readonly field: Box
  readonly nameSize: number
  readonly tickSize: number
  readonly xAxis: LogAxis
  readonly yAxis: LogAxis
  /** In the order in which they are drawn: the largest first, so that none lies under a larger one. */
  readonly marks: readonly SpeedMark[]
  /** Models that are not in the plot, because they lack a throughput. */
  readonly left: readonly string[]
  readonly notes: readonly FootNote[]
  readonly key: SizeKey
  /** Baseline of the caption above the field. */
  readonly captionY: number
}

/** Height of the hint in the upper left corner, and of the room above the highest mark for it and a label, in units. */
const HINT = 4.2
const HEADROOM = 6
/** Height of the horizontal axis with its caption, and of one more line under it. */
const FOOT = 7.5
const FOOT_LINE = 2.6
const FOOT_TEXT = 1.8

export function layPlot(models: readonly ModelSpeed[], box: Box, unit: number, measure: MeasureText): SpeedPlot {
  const plotted = models.filter(isPlotted)
  // On a phone the key has a line of its own, and marks and names are smaller.
  const narrow = box.width < 75 * unit
  const nameSize = (narrow ? 1.8 : 2.3) * unit
  const disc = (narrow ? 0.65 : 1) * unit
  const key = layKey(plotted, box, unit, disc, measure)
  const captionY = narrow ? key.bottom + 2.9 * unit : key.baseline
  const top = Math.max(captionY + 3.2 * unit, key.bottom + 0.5 * unit)
  const left = models.filter((model) => !isPlotted(model)).map((model) => model.model)
  const throughputs = plotted.map((model) => model.throughput)
  const tickSize = 2 * unit
  // What the ticks say does not depend on how tall the axis is; how wide they are does decide on that.
  const tickTexts = logAxis(throughputs, 1, 0).ticks.map((tick) => tick.text)
  const margin = Math.max(...tickTexts.map((text) => measure(text, { size: tickSize }))) + 1.4 * unit
  const notes = layNotes(left, { ...box, x: box.x + margin, width: box.width - margin }, unit, measure)
  const foot = notes.axisY
  // Above the highest mark stays a line free for the corner's hint.
  const yAxis = logAxis(throughputs, foot, top + HEADROOM * unit)
  // A p95 below the median is drawn by nobody, and a zero has no place on a logarithmic axis.
  const latencies = plotted.flatMap((model) => [model.latency, Math.max(model.latency, model.p95 ?? 0)])
  // Its ends are where the last tick and every mark are still whole.
  const { at: share, ticks } = logAxis(latencies, 0, 1)
  const halves = [
    ...ticks.map(({ text, at }) => ({ at, half: measure(text, { size: tickSize }) / 2 })),
    ...plotted.map(({ latency, params }) => ({ at: share(latency), half: radiusOf(params, disc) })),
  ]
  const widths = halves.map(({ at, half }) => (box.width - margin - half) / at)
  const field = { x: box.x + margin, y: top, width: Math.min(box.width - margin, ...widths), height: foot - top }
  const xAxis = logAxis(latencies, field.x, field.x + field.width)
  const bare = plotted.map((model) => ({
    model,
    x: xAxis.at(model.latency),
    y: yAxis.at(model.throughput),
    radius: radiusOf(model.params, disc),
    whisker: model.p95 !== null && model.p95 > model.latency ? xAxis.at(model.p95) : null,
  }))
  const whiskers = bare.flatMap(({ x, y, whisker }) =>
    whisker === null ? [] : [{ x, y: y - 0.4 * unit, width: whisker - x, height: 0.8 * unit }],
  )
  const labels = placeLabels(
    bare.map(({ model, x, y, radius }) => ({
      x,
      y,
      radius,
      width: measure(words(model.model), { size: nameSize, weight: 600 }) + 0.6 * unit,
      height: 1.15 * nameSize,
    })),
    whiskers,
    { ...field, y: field.y + HINT * unit, height: field.height - HINT * unit },
    0.4 * unit,
  )
  return {
    box,
    field,
    nameSize,
    tickSize,
    xAxis,
    yAxis,
    marks: bare.map((mark, i) => ({ ...mark, label: labels[i] ?? null })).toSorted((a, b) => b.radius - a.radius),
    left,
    notes: notes.notes,
    key,
    captionY,
  }
}

/** What the horizontal axis means and, beside it or in a line of its own under it, who is not in the plot. */
function layNotes(left: readonly string[], box: Box, unit: number, measure: MeasureText) {
  const font = { size: FOOT_TEXT * unit }
  const axis = 'latency in ms (log), whisker to p95 →'
  const missing =
    left.length === 0
      ? ''
      : fitText(
          `no throughput: ${left.length > 3 ? `${left.length} models` : left.map(words).join(', ')}`,
          box.width,
          font,
          measure,
        )
  const beside = measure(missing, font) + 2 * unit + measure(axis, font) <= box.width
  const bottom = box.y + box.height
  const axisY = bottom - (FOOT + (missing === '' || beside ? 0 : FOOT_LINE)) * unit
  const y = axisY + 6.4 * unit
  const notes: FootNote[] = [{ text: axis, x: box.x + box.width, y, anchor: 'end' }]
  if (missing !== '') notes.push({ text: missing, x: box.x, y: beside ? y : y + FOOT_LINE * unit, anchor: 'start' })
  return { axisY, notes }
}
