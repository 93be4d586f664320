import type { Frame } from '../scene'

/** Width of the legend on the stage, in text units. */
const PANEL = 46
const GAP = 3.2

/** The room of the points in CSS pixels: on the stage left of the legend, in a column a little flatter than square above it, and never higher than what is seen at once. */
export function scatterLayout({ layout, width, height, unit }: Pick<Frame, 'layout' | 'width' | 'height' | 'unit'>): {
  readonly width: number
  readonly height: number
} {
  if (layout === 'column') return { width, height: Math.min(Math.round(width * 0.88), height) }
  return { width: Math.max(Math.floor(width - (PANEL + GAP) * unit), unit), height: Math.floor(height) }
}
