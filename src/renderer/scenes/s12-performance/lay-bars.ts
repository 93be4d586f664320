import { milliseconds, words } from '../../../shared/format'
import type { Box } from '../../ui/box'
import { fitName, type MeasureText } from '../../ui/measure-text'
import type { ModelSpeed } from './select'

interface SpeedBar {
  readonly model: ModelSpeed
  readonly label: string
  readonly value: string
  readonly y: number
  readonly length: number
}

export interface SpeedBars {
  readonly box: Box
  readonly caption: string
  /** Its baseline. */
  readonly captionY: number
  readonly textSize: number
  readonly rowHeight: number
  readonly barHeight: number
  readonly barX: number
  readonly bars: readonly SpeedBar[]
}

/** What stands above the first row: the plot's own measures beside a plot, so that both captions are on one line. */
interface BarsHead {
  readonly captionY: number
  readonly top: number
}

const CAPTION = 3.3
const TOP = 6.5

/** One bar a model from zero, the fastest on top. */
export function layBars(
  models: readonly ModelSpeed[],
  box: Box,
  unit: number,
  measure: MeasureText,
  head: BarsHead = { captionY: box.y + CAPTION * unit, top: box.y + TOP * unit },
): SpeedBars {
  const room = box.y + box.height - head.top
  const rowHeight = Math.min(11 * unit, room / Math.max(1, models.length))
  // 64 models are all that are retained; past 40 the rows are closer than their text is high, and names give way.
  const textSize = Math.max(1.5 * unit, Math.min(2.6 * unit, 0.6 * rowHeight))
  const font = { size: textSize, weight: 600 }
  const every = Math.ceil((1.15 * textSize) / rowHeight)
  const labels = models.map((model, i) =>
    i % every === 0 ? fitName(words(model.model), 0.35 * box.width, font, measure) : '',
  )
  const values = models.map((model, i) => (i % every === 0 ? milliseconds(model.latency) : ''))
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => measure(text, font)))
  const barX = box.x + widest(labels) + 1.2 * unit
  const longest = box.x + box.width - barX - widest(values) - 0.9 * unit
  const slowest = Math.max(0, ...models.map((model) => model.latency))
  return {
    box,
    captionY: head.captionY,
    caption: models.every((model) => model.isMedian) ? 'median latency' : 'latency',
    textSize,
    rowHeight,
    barHeight: Math.min(5 * unit, 0.58 * rowHeight),
    barX,
    bars: models.map((model, i) => ({
      model,
      label: labels[i] ?? '',
      value: values[i] ?? '',
      y: head.top + i * rowHeight,
      length: slowest > 0 ? longest * (model.latency / slowest) : 0,
    })),
  }
}
