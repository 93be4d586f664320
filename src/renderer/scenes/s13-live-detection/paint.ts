import type { Box } from '../../ui/box'
import { cssFont } from '../../ui/measure-text'
import { colorOf, legible, type Theme } from '../../ui/palette'
import type { Frame } from '../scene'
import type { LaneLayout } from './lay-lane'
import { cellX, type LiveLayout } from './layout'
import type { LegendLayout } from './legend'
import { type Cell, LANE_CELLS } from './select'
import { remaining, type Slides } from './slide'

/** What of a picture is of this moment; `lit` is the cell that is pointed at. */
interface Moment {
  readonly slides: Slides
  readonly now: number
  readonly lit: Cell | null
}

/** Draws the whole picture. */
export function paintLive(
  context: CanvasRenderingContext2D,
  layout: LiveLayout,
  frame: Frame,
  { slides, now, lit }: Moment,
): void {
  context.textBaseline = 'alphabetic'
  paintLegend(context, layout.legend, frame)
  for (const lane of layout.lanes) {
    const slide = slides.get(lane.lane.host)
    const { dx, dy } = slide ? remaining(slide, now) : { dx: 0, dy: 0 }
    context.save()
    context.translate(0, dy)
    paintTexts(context, lane, frame.theme)
    paintCells(context, lane, frame, { dx, lit })
    context.restore()
  }
}

function paintCells(
  context: CanvasRenderingContext2D,
  lane: LaneLayout,
  frame: Frame,
  { dx, lit }: { readonly dx: number; readonly lit: Cell | null },
): void {
  const { theme, unit } = frame
  const { cells } = lane.lane
  const end = cellX(lane, LANE_CELLS, LANE_CELLS)
  context.fillStyle = theme.faint
  context.fillRect(lane.cellsX, lane.base, end - lane.cellsX, Math.max(1, 0.12 * unit))
  context.save()
  context.beginPath()
  context.rect(lane.cellsX - lane.slot, lane.y, end - lane.cellsX + lane.slot, lane.height)
  context.clip()
  const width = Math.max(1, lane.slot - Math.min(0.28 * unit, 0.25 * lane.slot))
  for (const [i, cell] of cells.entries()) {
    const height = Math.max(0.25 * unit, cell.score * lane.full)
    const bar = { x: cellX(lane, i, cells.length) + dx, y: lane.base - height, width, height }
    if (lit?.id === cell.id) paintLit(context, lane, bar, theme)
    context.fillStyle = colorOf('label', cell.label, theme)
    context.fillRect(bar.x, bar.y, bar.width, bar.height)
    if (cell.alert) paintAlert(context, lane, bar, frame)
  }
  context.restore()
}

/** Behind the cell that is pointed at, over the whole height of its lane. */
function paintLit(context: CanvasRenderingContext2D, lane: LaneLayout, { x, width }: Box, theme: Theme): void {
  context.globalAlpha = 0.3
  context.fillStyle = theme.text
  context.fillRect(x, lane.y, width, lane.base - lane.y)
  context.globalAlpha = 1
}

/** An alert has an outline in the text's colour, and a mark on its head: shape, not colour, says what it is. */
function paintAlert(
  context: CanvasRenderingContext2D,
  lane: LaneLayout,
  { x, y, width, height }: Box,
  { theme, unit }: Frame,
): void {
  const line = Math.max(1, Math.min(0.26 * unit, 0.2 * width))
  context.strokeStyle = theme.text
  context.lineWidth = line
  context.strokeRect(x + line / 2, y + line / 2, width - line, height - line)
  context.fillStyle = theme.alert
  paintMark(context, x + width / 2, y - 0.35 * unit, Math.min(0.75 * unit, 0.5 * lane.slot))
}

/** A triangle that stands on its tip at (x, y). */
function paintMark(context: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x - half, y - 1.5 * half)
  context.lineTo(x + half, y - 1.5 * half)
  context.closePath()
  context.fill()
}

/** The lane's texts; the newest cell's label is in its colour, as far as that can be read, and it is a word. */
function paintTexts(context: CanvasRenderingContext2D, { lane, texts }: LaneLayout, theme: Theme): void {
  const newest = lane.cells.at(-1)
  for (const { text, x, y, size, weight, tone, align } of texts) {
    context.font = cssFont({ size, weight })
    context.textAlign = align
    context.fillStyle = tone === 'label' ? legible(colorOf('label', newest?.label ?? '', theme), theme) : theme[tone]
    context.fillText(text, x, y)
  }
  context.textAlign = 'left'
}

function paintLegend(context: CanvasRenderingContext2D, legend: LegendLayout, { theme, unit }: Frame): void {
  const chip = 1.6 * unit
  const beside = 2.4 * unit
  context.font = cssFont({ size: legend.size })
  for (const { color, text, x, y } of legend.chips) {
    context.fillStyle = color
    context.fillRect(x, y - chip, chip, chip)
    context.fillStyle = theme.muted
    context.fillText(text, x + beside, y)
  }
  const { x, y } = legend.alert
  context.strokeStyle = theme.text
  context.lineWidth = 0.26 * unit
  context.strokeRect(x + 0.2 * unit, y - 0.75 * chip, chip - 0.4 * unit, 0.75 * chip)
  context.fillStyle = theme.alert
  paintMark(context, x + chip / 2, y - 0.9 * chip, 0.7 * unit)
  context.fillStyle = theme.muted
  context.fillText('alert', x + beside, y)
  context.fillText(legend.note.text, legend.note.x, legend.note.y)
}
