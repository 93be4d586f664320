import type { PerformanceLayout } from './layout'
import type { ModelSpeed } from './select'

/** The model at a point: of the disc that is there, else of the mark that is nearest, else of the bar's row. */
export function modelAt({ plot, bars }: PerformanceLayout, x: number, y: number, reach: number): ModelSpeed | null {
  // Discs lie over one another in the order of the marks: the pointer is on the topmost.
  const under = plot?.marks.findLast((mark) => Math.hypot(x - mark.x, y - mark.y) <= mark.radius)
  if (under) return under.model
  let nearest: ModelSpeed | null = null
  let least = reach
  for (const mark of plot?.marks ?? []) {
    const right = mark.whisker ?? mark.x
    const distance = Math.hypot(x - Math.min(right, Math.max(mark.x, x)), y - mark.y) - mark.radius
    if (distance >= least) continue
    least = distance
    nearest = mark.model
  }
  if (nearest || x < bars.box.x || x > bars.box.x + bars.box.width) return nearest
  return bars.bars.find((bar) => y >= bar.y && y < bar.y + bars.rowHeight)?.model ?? null
}
