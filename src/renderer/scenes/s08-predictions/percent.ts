import { withUnit } from '../../ui/format'

/** A share in whole per cent that says 0 or 100 only where it is exactly that: `89 %`, `over 99 %`, `under 1 %`. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const value = (100 * part) / whole
  if (part < whole && value >= 99.5) return `over ${withUnit(99, '%')}`
  if (part > 0 && value < 0.5) return `under ${withUnit(1, '%')}`
  return withUnit(Math.round(value), '%')
}
