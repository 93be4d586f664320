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

/** A moment of an attack: `43 s`, `6 min 20 s`, `2 h 5 min`; below ten seconds with one place where it has one. */
export function seconds(t: number): string {
  if (t < 0) return `−${seconds(-t)}`
  if (t < 10 && !Number.isInteger(t)) return withUnit(t.toFixed(1), 's')
  const whole = Math.round(t)
  if (whole < 300) return withUnit(whole, 's')
  if (whole < 3600) return join(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(t / 60)
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

const join = (big: number, bigUnit: string, small: number, smallUnit: string) =>
  small === 0 ? withUnit(big, bigUnit) : `${withUnit(big, bigUnit)} ${withUnit(small, smallUnit)}`
