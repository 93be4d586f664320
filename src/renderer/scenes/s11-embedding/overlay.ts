import type { Theme } from '../../ui/palette'
import type { Vec3 } from './cloud'
import { type Projection, place } from './projection'

/** What lies over the points, whoever painted them. Places are relative to the cloud's centre. */
export interface Marks {
  readonly live: readonly { readonly at: Vec3; readonly color: string }[]
  readonly hover: { readonly at: Vec3; readonly near: readonly { readonly at: Vec3; readonly color: string }[] } | null
}

interface MarkOptions {
  readonly view: Projection
  /** Text unit in device pixels. */
  readonly unit: number
  readonly theme: Theme
}

/** Draws rings around live points, and the pointed-at point with lines to its neighbours. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  { live, hover }: Marks,
  { view, unit, theme }: MarkOptions,
): void {
  const ring = (at: Vec3, color: string, { radius, width }: { readonly radius: number; readonly width: number }) => {
    const spot = place(view, at)
    if (!spot) return
    context.beginPath()
    context.arc(spot.column, spot.row, radius * unit, 0, 2 * Math.PI)
    outlined(context, color, width * unit, theme.background)
  }
  context.clearRect(0, 0, view.width, view.height)
  for (const { at, color } of live) ring(at, color, { radius: 0.42, width: 0.14 })
  if (!hover) return
  const middle = place(view, hover.at)
  if (!middle) return
  context.beginPath()
  for (const { at } of hover.near) {
    const end = place(view, at)
    if (!end) continue
    context.moveTo(middle.column, middle.row)
    context.lineTo(end.column, end.row)
  }
  outlined(context, theme.text, unit * 0.12, theme.background)
  for (const { at, color } of hover.near) ring(at, color, { radius: 0.5, width: 0.2 })
  ring(hover.at, theme.text, { radius: 0.9, width: 0.24 })
}

/** A line with an edge of the background's colour, so that it is read over points of its own colour too. */
function outlined(context: CanvasRenderingContext2D, color: string, width: number, edge: string): void {
  context.strokeStyle = edge
  context.lineWidth = width * 2.4
  context.stroke()
  context.strokeStyle = color
  context.lineWidth = width
  context.stroke()
}
