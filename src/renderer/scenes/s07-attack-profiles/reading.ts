import { score, short } from '../../ui/format'

/** A measured value: two places while it is small, in short when it is large; counts stay whole. */
export function amount(value: number): string {
  const small = Math.abs(value) < 10
  return small && (!Number.isInteger(value) || Math.abs(value) <= 1) ? score(value) : short(value)
}

/** What a curve ends on, with the unit where it is not everybody's. */
export function endReading(value: number, unit: string | null): string {
  return unit ? `${amount(value)} ${unit}` : amount(value)
}

/** A moment of an attack: `43 s`, `6 min 20 s`, `2 h 5 min`; below ten seconds with one place where it has one. */
export function seconds(t: number): string {
  if (t < 0) return `−${seconds(-t)}`
  if (t < 10 && !Number.isInteger(t)) return `${t.toFixed(1)} s`
  const whole = Math.round(t)
  if (whole < 300) return `${whole} s`
  if (whole < 3600) return join(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(t / 60)
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

const join = (big: number, bigUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
