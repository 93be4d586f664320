import { contrast, parts } from '../../ui/contrast'

/** What a bar needs to be seen from the last row. Source: https://www.w3.org/TR/WCAG22/#non-text-contrast */
const LEAST_CONTRAST = 3
const STEP = 0.02

/** How far a bar's root and its end are from its model's colour: what leads is clearer than the others. */
export const SHADES = { leader: { root: 0.34, end: 0 }, other: { root: 0.5, end: 0.14 } }

/**
 * `color` mixed towards `ground` by the part `most` of the way, or by less where the contrast would fall below 3:1.
 * A solid colour and no opacity: grid lines do not show through, and what is tested is what is painted.
 * Anything but `#rrggbb` stays as it is.
 */
export function shade(color: string, ground: string, most: number): string {
  const [from, to] = [parts(color), parts(ground)]
  if (!from || !to) return color
  for (let part = most; part > 0; part -= STEP) {
    const mixed = from.map((value, i) => Math.round(value + ((to[i] ?? value) - value) * part))
    const hex = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
    if (contrast(hex, ground) >= LEAST_CONTRAST) return hex
  }
  return color
}
