import { milliseconds, score, words } from '../../ui/format'
import { fitText, type MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { type LegendLayout, layLegend } from './legend'
import { perSecond } from './rate'
import { type Cell, LANE_CELLS, type Lane, type LiveView } from './select'

/** A lane in its place. Its cells stand right-aligned in slots, so that the newest is always at the same place. */
export interface LaneLayout {
  readonly lane: Lane
  readonly x: number
  readonly y: number
  readonly height: number
  readonly name: string
  /** Rate and median latency. */
  readonly pace: string
  /** Left end of the cells' room. */
  readonly cellsX: number
  readonly slot: number
  /** Baseline of the cells, and how high a score of 1 is. */
  readonly base: number
  readonly full: number
  /** What the newest cell says, right of it. */
  readonly newest: { readonly x: number; readonly label: string; readonly score: string; readonly cell: Cell | null }
  /** One line or two in the lane's head and tail. */
  readonly lines: 1 | 2
}

export interface LiveLayout {
  readonly height: number
  readonly textSize: number
  readonly lanes: readonly LaneLayout[]
  readonly legend: LegendLayout
}

/** Lanes in one column while they are readable there, else in two; the legend above them. */
export function layLive(view: LiveView, frame: Frame, measure: MeasureText): LiveLayout {
  const { width, height, unit } = frame
  const phone = frame.layout === 'column'
  const legend = layLegend(view, width, unit, measure)
  const top = legend.height + 1.2 * unit
  const columns = phone || view.lanes.length <= 22 ? 1 : 2
  const rows = Math.ceil(view.lanes.length / columns)
  const step = phone ? 6.6 * unit : Math.min(11 * unit, (height - top) / rows)
  const gap = 4 * unit
  const laneWidth = (width - gap * (columns - 1)) / columns
  const lines = step >= 4.4 * unit ? 2 : 1
  const textSize = phone
    ? 1.6 * unit
    : Math.max(1.5 * unit, Math.min(2.3 * unit, lines === 2 ? 0.36 * step : 0.75 * step))
  const part = { step, laneWidth, lines, textSize, phone, unit } as const
  return {
    height: phone ? top + rows * step : height,
    textSize,
    lanes: view.lanes.map((lane, i) =>
      layLane(lane, Math.floor(i / rows) * (laneWidth + gap), top + (i % rows) * step, part, measure),
    ),
    legend,
  }
}

interface LanePart {
  readonly step: number
  readonly laneWidth: number
  readonly lines: 1 | 2
  readonly textSize: number
  readonly phone: boolean
  readonly unit: number
}

function layLane(lane: Lane, x: number, y: number, part: LanePart, measure: MeasureText): LaneLayout {
  const { step, laneWidth, lines, textSize, phone, unit } = part
  const font = { size: textSize, weight: 600 }
  const head = (lines === 2 ? 8.6 : 12) * textSize * (phone ? 0.72 : 1)
  const tail = (phone ? 5.2 : 8) * textSize
  const cellsX = x + head
  const newest = lane.cells.at(-1) ?? null
  const pace = [
    lane.rate === null ? '' : perSecond(lane.rate),
    // On one line there is room for one figure.
    lane.p50 === null || lines === 1 ? '' : milliseconds(lane.p50),
  ]
  return {
    lane,
    x,
    y,
    height: step,
    lines,
    name: fitText(lane.host, (lines === 2 ? head : 0.66 * head) - 0.6 * textSize, font, measure),
    pace: pace.filter((text) => text !== '').join(lines === 2 ? ' · ' : ' '),
    cellsX,
    slot: (laneWidth - head - tail) / LANE_CELLS,
    base: y + 0.92 * step,
    full: 0.7 * step,
    newest: {
      x: x + laneWidth - tail + 1.1 * unit,
      label: newest ? fitText(words(newest.label), tail - 1.1 * unit, font, measure) : '',
      score: newest ? score(newest.score) : '',
      cell: newest,
    },
  }
}

/** Left end of cell number `index` of `count`, oldest first. */
export function cellX(lane: LaneLayout, index: number, count: number): number {
  return lane.cellsX + (LANE_CELLS - count + index) * lane.slot
}
