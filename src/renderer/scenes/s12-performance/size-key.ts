import type { Box } from '../../ui/box'
import { short } from '../../ui/format'
import type { MeasureText } from '../../ui/measure-text'
import type { PlottedModel } from './select'

/** Examples of what a mark's size means, right-aligned; none where no parameters are known. */
export interface SizeKey {
  readonly textSize: number
  /** Right end of the key's name. */
  readonly nameX: number
  /** Baseline of its texts. */
  readonly baseline: number
  readonly examples: readonly {
    readonly text: string
    readonly textX: number
    readonly x: number
    readonly y: number
    readonly radius: number
  }[]
}

/** Radius by the order of magnitude: were the area proportional, all but the largest model would be one dot. */
export function radiusOf(params: number | null, disc: number): number {
  if (!params) return 0.9 * disc
  const magnitude = Math.min(12, Math.max(3, Math.log10(params)))
  return (0.9 + 0.35 * (magnitude - 3)) * disc
}

export function layKey(
  models: readonly PlottedModel[],
  box: Box,
  unit: number,
  disc: number,
  measure: MeasureText,
): SizeKey {
  const textSize = 1.7 * unit
  const y = box.y + 2.7 * unit
  let right = box.x + box.width
  const examples = magnitudes(models.flatMap((model) => model.params || [])).map((params) => {
    const text = short(params)
    const radius = radiusOf(params, disc)
    const textX = right - measure(text, { size: textSize })
    const x = textX - 0.6 * unit - radius
    right = x - radius - 1.4 * unit
    return { text, textX, x, y, radius }
  })
  return { textSize, nameX: right, baseline: y + 0.36 * textSize, examples }
}

/** At most three powers of ten, the largest first, that span the values. */
function magnitudes(values: readonly number[]): number[] {
  if (values.length === 0) return []
  const low = Math.max(3, Math.floor(Math.log10(Math.min(...values))))
  const high = Math.max(low, Math.round(Math.log10(Math.max(...values))))
  return [...new Set([high, Math.round((low + high) / 2), low])].map((power) => 10 ** power)
}
