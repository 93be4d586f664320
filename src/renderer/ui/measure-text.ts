/** The face of everything on the screen. */
const FONT_FAMILY = "'Inter Variable', system-ui, sans-serif"

export interface TextFont {
  /** CSS pixels. */
  readonly size: number
  /** Default 400. */
  readonly weight?: number
}

/** A font as `canvas.font` takes it. */
export const cssFont = ({ size, weight = 400 }: TextFont): string => `${weight} ${size}px ${FONT_FAMILY}`

/** Has a context set text as the page does: at its true widths, where small text would else have whole pixels. */
export function precise(context: CanvasRenderingContext2D): void {
  context.textRendering = 'geometricPrecision'
}

/** Widths that are remembered; labels repeat in every frame. Past the bound the memory starts anew. */
const REMEMBERED = 4_096
const widths = new Map<string, number>()
let context: CanvasRenderingContext2D | null = null

/** Width of a line in CSS pixels, without touching the page's layout. */
export function measureText(text: string, font: TextFont): number {
  const css = cssFont(font)
  const key = `${css}\n${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length * font.size * 0.56
  precise(context)
  context.font = css
  const { width } = context.measureText(text)
  if (widths.size >= REMEMBERED) widths.clear()
  widths.set(key, width)
  return width
}

/** How layouts ask for it, so that they stay pure and their tests need no page. */
export type MeasureText = (text: string, font: TextFont) => number

/** The text, its end cut with an ellipsis where it is wider than `width` CSS pixels. */
export function fitText(text: string, width: number, font: TextFont, measure: MeasureText = measureText): string {
  if (measure(text, font) <= width) return text
  return cut(text, '', width, font, measure)
}

/** Characters of a name's end that stay: `-01734`. */
const TAIL = 6

/** A name cut in its middle: what one episode, host or model is told from the next by stands at its end. */
export function fitName(name: string, width: number, font: TextFont, measure: MeasureText = measureText): string {
  if (measure(name, font) <= width) return name
  const tail = name.slice(-TAIL).trimStart()
  const whole = cut(name.slice(0, -TAIL), tail, width, font, measure)
  if (whole) return whole
  // Without room for any of the beginning, the end of the end.
  for (let from = 0; from < tail.length; from++) {
    const end = `…${tail.slice(from)}`
    if (measure(end, font) <= width) return end
  }
  return ''
}

/** As much of `head` as there is room for, an ellipsis, and all of `tail`; empty where nothing of `head` fits. */
function cut(head: string, tail: string, width: number, font: TextFont, measure: MeasureText): string {
  const kept = (length: number) => `${head.slice(0, length).trimEnd()}…${tail}`
  let low = 0
  let high = head.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(kept(middle), font) <= width) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : kept(low)
}
