import { digits, short, withUnit } from '../../../shared/format'
import type { Curve } from './select'

/** A value of a curve: as many places as its others have, and in short when it is large. */
export function amount(value: number, { places }: Pick<Curve, 'places'>): string {
  return Math.abs(value) >= 1000 ? short(value) : digits(value, places)
}

/** The same with what is measured: `49.5 failed logins per s`. */
export function measured(value: number, curve: Pick<Curve, 'places' | 'unit'>): string {
  const number = amount(value, curve)
  return curve.unit ? withUnit(number, curve.unit.replaceAll(' per ', ' per\u00a0')) : number
}

/** How high a curve goes, as it stands beside or under its name. */
export function levelReading(curve: Curve): string {
  return `${curve.rise ? 'peak' : 'level'} ${measured(curve.peak.value, curve)}`
}
