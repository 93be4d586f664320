import type { Box } from '../../ui/box'
import { words } from '../../ui/format'
import type { MeasureText } from '../../ui/measure-text'
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

export interface SpeedPlot {
  readonly box: Box
  /** The field between the axes. */
  readonly field: Box
  readonly nameSize: number
  readonly tickSize: number
  readonly xAxis: LogAxis
  readonly yAxis: LogAxis
  readonly marks: readonly SpeedMark[]
  /** Models that are not in the plot, because they lack a throughput. */
  readonly left: readonly string[]
  readonly key: SizeKey
  /** Baseline of the caption above the field. */
  readonly captionY: number
}

/** Height of the hint in the upper left corner, and of the room above the highest mark for it and a label, in units. */
const HINT = 4.2
const HEADROOM = 6

export function layPlot(models: readonly ModelSpeed[], box: Box, unit: number, measure: MeasureText): SpeedPlot {
  const plotted = models.filter(isPlotted)
  // On a phone the key has a line of its own, and marks and names are smaller.
  const narrow = box.width < 75 * unit
  const nameSize = (narrow ? 1.8 : 2.3) * unit
  const disc = (narrow ? 0.65 : 1) * unit
  const top = box.y + (narrow ? 10.5 : 6.5) * unit
  const foot = box.y + box.height - 7.5 * unit
  // Above the highest mark stays a line free for the corner's hint.
  const yAxis = logAxis(
    plotted.map((model) => model.throughput),
    foot,
    top + HEADROOM * unit,
  )
  const tickSize = 2 * unit
  const margin = Math.max(...yAxis.ticks.map((tick) => measure(tick.text, { size: tickSize }))) + 1.4 * unit
  const field = { x: box.x + margin, y: top, width: box.width - margin, height: foot - top }
  // A p95 below the median is drawn by nobody, and a zero has no place on a logarithmic axis.
  const latencies = plotted.flatMap((model) => [model.latency, Math.max(model.latency, model.p95 ?? 0)])
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
    marks: bare.map((mark, i) => ({ ...mark, label: labels[i] ?? null })),
    left: models.filter((model) => !isPlotted(model)).map((model) => model.model),
    key: layKey(plotted, box, unit, disc, measure),
    captionY: top - 3.2 * unit,
  }
}
