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
  context.font = css
  const { width } = context.measureText(text)
  if (widths.size >= REMEMBERED) widths.clear()
  widths.set(key, width)
  return width
}

/** How layouts ask for it, so that they stay pure and their tests need no page. */
export type MeasureText = (text: string, font: TextFont) => number

/** The text, cut with an ellipsis where it is wider than `width` CSS pixels. */
export function fitText(text: string, width: number, font: TextFont, measure: MeasureText = measureText): string {
  if (measure(text, font) <= width) return text
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(`${text.slice(0, middle).trimEnd()}…`, font) <= width) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`
}
