import { contrast, hex, mix, rgb } from '../../ui/color'

/** What a bar needs to be seen from the last row. Source: https://www.w3.org/TR/WCAG22/#non-text-contrast */
const LEAST_CONTRAST = 3
const STEP = 0.02

/** How far a bar's root and its end are from its model's colour: what leads is clearer than the others. */
export const SHADES = { leader: { root: 0.34, end: 0 }, other: { root: 0.5, end: 0.14 } }

/**
 * `color` mixed towards `ground` by the part `most` of the way, or by less where the contrast would fall below 3:1.
 * A solid colour and no opacity: grid lines do not show through, and what is tested is what is painted.
 */
export function shade(color: string, ground: string, most: number): string {
  for (let part = most; part > 0; part -= STEP) {
    const mixed = hex(mix(rgb(color), rgb(ground), part))
    if (contrast(mixed, ground) >= LEAST_CONTRAST) return mixed
  }
  return color
}
