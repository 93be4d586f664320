import { drawText } from './draw-text'

/**
 * Draws an element and what stands in it as the page shows it: boxes, text, canvases, and the drawings in `drawings`.
 * No `foreignObject`: Safari would refuse to read such a canvas.
 */
export function drawElement(
  context: CanvasRenderingContext2D,
  element: Element,
  drawings: ReadonlyMap<Element, HTMLImageElement | null>,
): void {
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  if (style.display === 'none' || style.visibility === 'hidden') return
  // What is for screen readers alone: a table is larger than the pixel that it was given, but cut away.
  if (style.clipPath === 'inset(50%)') return
  context.save()
  context.globalAlpha *= Number(style.opacity)
  drawBox(context, style, box)
  if (style.overflow.includes('hidden') || style.overflow.includes('clip')) {
    context.beginPath()
    context.rect(box.left, box.top, box.width, box.height)
    context.clip()
  }
  const drawing = drawings.get(element)
  if (drawing) context.drawImage(drawing, box.left, box.top, box.width, box.height)
  else if (element instanceof HTMLCanvasElement) {
    if (element.width > 0 && element.height > 0) context.drawImage(element, box.left, box.top, box.width, box.height)
  } else if (!(element instanceof SVGElement)) {
    for (const child of element.childNodes) {
      if (child instanceof Text) drawText(context, child, style)
      else if (child instanceof Element) drawElement(context, child, drawings)
    }
  }
  context.restore()
}

function drawBox(context: CanvasRenderingContext2D, style: CSSStyleDeclaration, box: DOMRect): void {
  const border = Number.parseFloat(style.borderTopWidth)
  const filled = !/^(?:transparent|rgba\(.*, 0\))$/.test(style.backgroundColor)
  const edged = border > 0 && style.borderTopStyle !== 'none' && style.borderBottomStyle !== 'none'
  if (!filled && !edged) return
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, box.height / 2)
  const inset = edged ? border / 2 : 0
  context.beginPath()
  context.roundRect(box.left + inset, box.top + inset, box.width - 2 * inset, box.height - 2 * inset, radius)
  context.fillStyle = style.backgroundColor
  if (filled) context.fill()
  if (!edged) return
  context.strokeStyle = style.borderTopColor
  context.lineWidth = border
  context.setLineDash(style.borderTopStyle === 'dashed' ? [border * 3, border * 3] : [])
  context.stroke()
}
