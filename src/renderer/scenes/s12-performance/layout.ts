import type { MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { layBars, type SpeedBars } from './lay-bars'
import { layPlot, type SpeedPlot } from './lay-plot'
import { isPlotted, type PerformanceView } from './select'

export interface PerformanceLayout {
  readonly height: number
  /** Null where no model has both a latency and a throughput. */
  readonly plot: SpeedPlot | null
  readonly bars: SpeedBars
}

/** The plot at the left, the bars beside it; in a column the bars under it. */
export function layout({ models }: PerformanceView, frame: Frame, measure: MeasureText): PerformanceLayout {
  const { width, height, unit } = frame
  const plotted = models.some(isPlotted)
  if (frame.layout === 'column') {
    const plotHeight = plotted ? 50 * unit : 0
    const top = plotted ? plotHeight + 3 * unit : 0
    const box = { x: 0, y: top, width, height: (6.5 + 4.4 * models.length) * unit }
    const plot = plotted ? layPlot(models, { x: 0, y: 0, width, height: plotHeight }, unit, measure) : null
    return { height: box.y + box.height, plot, bars: layBars(models, box, unit, measure) }
  }
  const gap = 6 * unit
  const barsWidth = plotted ? 0.35 * (width - gap) : width
  const plotBox = { x: 0, y: 0, width: width - gap - barsWidth, height }
  const plot = plotted ? layPlot(models, plotBox, unit, measure) : null
  const head = plot ? { captionY: plot.captionY, top: plot.field.y } : undefined
  const box = { x: width - barsWidth, y: 0, width: barsWidth, height }
  return { height, plot, bars: layBars(models, box, unit, measure, head) }
}
