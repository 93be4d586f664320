import { colorOf, type Theme } from '../../ui/palette'
import type { PredictionsLayout } from './layout'
import { cellWidth, placeOf } from './pack'
import { isWrong, type PredictionsView } from './select'

/** Draws every cell; the context's origin is the top left corner of the strips. */
export function paintStrips(
  context: CanvasRenderingContext2D,
  { strips }: PredictionsView,
  { packing, slots, textSize }: PredictionsLayout,
  theme: Theme,
): void {
  const colors = new Map<string, string>()
  const color = (name: string): string => {
    const known = colors.get(name)
    if (known) return known
    const fresh = colorOf('phase', name, theme)
    colors.set(name, fresh)
    return fresh
  }
  const height = packing.lineHeight * (packing.lineHeight > 6 ? 0.8 : 0.9)
  const width = cellWidth(packing, textSize * 0.15)
  strips.forEach(({ cells }, strip) => {
    cells.forEach((cell, i) => {
      const { x, y } = placeOf(packing, strip, slots.of(cell, i))
      context.fillStyle = color(cell.predicted)
      if (!isWrong(cell) || cell.truth === null) {
        context.fillRect(x, y, width, height)
        return
      }
      // A mistake: the prediction is cut short, and what it should have been stands under the cut.
      const kept = height * 0.52
      const cut = Math.max(1, height * 0.12)
      context.fillRect(x, y, width, kept)
      context.fillStyle = color(cell.truth)
      context.fillRect(x + width * 0.18, y + kept + cut, width * 0.64, height - kept - cut)
    })
  })
}
