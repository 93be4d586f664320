import { cellX, type LiveLayout } from './layout'
import type { Cell, Lane } from './select'

/** The cell in whose slot a point lies, whatever its height; null between lanes and where no cell is yet. */
export function cellAt(layout: LiveLayout, x: number, y: number): { readonly lane: Lane; readonly cell: Cell } | null {
  for (const place of layout.lanes) {
    const { width, height } = place
    if (y < place.y || y >= place.y + height || x < place.x || x >= place.x + width) continue
    const { cells } = place.lane
    const cell = cells[Math.floor((x - cellX(place, 0, cells.length)) / place.slot)]
    if (cell) return { lane: place.lane, cell }
  }
  return null
}
