/** Draws a text node where the browser has set it, line by line. */
export function drawText(context: CanvasRenderingContext2D, node: Text, style: CSSStyleDeclaration): void {
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  context.fillStyle = style.color
  context.textBaseline = 'alphabetic'
  if ('letterSpacing' in context) context.letterSpacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x')
  for (const { text, left, top, height } of linesOf(node)) {
    const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text
    context.fillText(shown, left, top + (height * ascent) / (ascent + descent))
  }
}

interface Line {
  text: string
  readonly left: number
  readonly top: number
  readonly height: number
}

/** No browser tells where its lines break: words that stand at the same height are one line. */
function linesOf(node: Text): readonly Line[] {
  const lines: Line[] = []
  const range = document.createRange()
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const rect = range.getClientRects()[0]
    if (!rect || rect.width === 0) continue
    const last = lines.at(-1)
    if (last && Math.abs(last.top - rect.top) < 1) last.text += ` ${word}`
    else lines.push({ text: word, left: rect.left, top: rect.top, height: rect.height })
  }
  return lines
}
