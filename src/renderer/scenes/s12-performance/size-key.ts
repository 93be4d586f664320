import { short } from '../../../shared/format'
import type { Box } from '../../ui/box'
import type { MeasureText } from '../../ui/measure-text'
import type { PlottedModel } from './select'

/** How a mark is drawn: a disc as large as the model, a ring without parameters, a broken ring where they are not known. */
export type MarkForm = 'disc' | 'ring' | 'broken'

export const formOf = (params: number | null): MarkForm => (params === null ? 'broken' : params === 0 ? 'ring' : 'disc')

interface Example {
  readonly form: MarkForm
  readonly text: string
  readonly textX: number
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** Examples of what a mark's size and form mean, right-aligned. */
export interface SizeKey {
  readonly textSize: number
  /** Right end of the key's name. */
  readonly nameX: number
  /** Baseline of its texts. */
  readonly baseline: number
  /** Where it ends. */
  readonly bottom: number
  readonly examples: readonly Example[]
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
  const sizes = magnitudes(models.flatMap((model) => model.params || []))
  const others = [null, 0].filter((params) => models.some((model) => model.params === params))
  const largest = Math.max(...[...sizes, 0].map((params) => radiusOf(params, disc)))
  const y = box.y + Math.max(2.7 * unit, largest + 0.3 * unit)
  const nameRoom = measure('parameters', { size: textSize })
  const lay = (params: readonly (number | null)[]) => {
    let right = box.x + box.width
    const examples = params.map((value): Example => {
      const text = value ? short(value) : value === 0 ? 'none' : 'unknown'
      const radius = radiusOf(value, disc)
      const textX = right - measure(text, { size: textSize })
      const x = textX - 0.7 * unit - radius
      right = x - radius - 1.2 * unit
      return { form: formOf(value), text, textX, x, y, radius }
    })
    return { nameX: right, examples }
  }
  // The ends of the scale say most: where there is no room for all, what lies between them goes, then the smallest.
  const choices = [sizes, [...sizes.slice(0, 1), ...sizes.slice(1).slice(-1)], sizes.slice(0, 1), []]
  const laid = choices.map((some) => lay([...some, ...others]))
  const { nameX, examples } = laid.find(({ nameX }) => nameX - nameRoom >= box.x) ?? lay([])
  return { textSize, nameX, examples, baseline: y + 0.36 * textSize, bottom: y + largest }
}

/** At most three powers of ten, the largest first, that span the values. */
function magnitudes(values: readonly number[]): number[] {
  if (values.length === 0) return []
  const low = Math.max(3, Math.floor(Math.log10(Math.min(...values))))
  const high = Math.max(low, Math.round(Math.log10(Math.max(...values))))
  return [...new Set([high, Math.round((low + high) / 2), low])].map((power) => 10 ** power)
}
