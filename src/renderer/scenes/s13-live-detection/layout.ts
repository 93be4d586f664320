import type { MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { type LaneForm, type LaneLayout, layLane } from './lay-lane'
import { type LegendLayout, layLegend } from './legend'
import { LANE_CELLS, type LiveView } from './select'

export interface LiveLayout {
  readonly height: number
  readonly lanes: readonly LaneLayout[]
  readonly legend: LegendLayout
}

/** Lanes that are readable under one another on the stage; more stand in two columns. */
const ONE_COLUMN = 22

/** The legend, and under it a lane per host. */
export function layout(view: LiveView, frame: Frame, measure: MeasureText): LiveLayout {
  const { width, height, unit, theme } = frame
  const legend = layLegend(view, width, unit, theme, measure)
  const top = legend.height + 1.2 * unit
  const columns = frame.layout === 'column' || view.lanes.length <= ONE_COLUMN ? 1 : 2
  const rows = Math.ceil(view.lanes.length / columns)
  const gap = 4 * unit
  const laneWidth = (width - gap * (columns - 1)) / columns
  const step = frame.layout === 'column' ? 8.6 * unit : Math.min(11 * unit, (height - top) / Math.max(1, rows))
  const form: LaneForm = frame.layout === 'column' ? 'above' : step >= 4.4 * unit ? 'tall' : 'slim'
  return {
    height: frame.layout === 'column' ? top + rows * step : height,
    legend,
    lanes: view.lanes.map((lane, i) => {
      const box = {
        x: Math.floor(i / rows) * (laneWidth + gap),
        y: top + (i % rows) * step,
        width: laneWidth,
        height: step,
      }
      return layLane(lane, box, form, unit, measure)
    }),
  }
}

/** Left end of cell number `index` of `count`, oldest first. */
export function cellX(lane: LaneLayout, index: number, count: number): number {
  return lane.cellsX + (LANE_CELLS - count + index) * lane.slot
}
