/** How numbers, sizes and ages read, on the screen and in what is said of it. All pure, and without `Intl`: its first use loads ICU's data, 10 ms and more before a first paint. */

/** A number and its unit, which the end of a line never parts: `7 s`. */
export const withUnit = (number: string | number, unit: string): string => `${number}\u00a0${unit}`

/** `1234.5` with one place: `1,234.5`. */
export function digits(value: number, places: number): string {
  const [before = '', after] = value.toFixed(places).split('.')
  const grouped = before.replace(/\B(?=(\d{3})+$)/g, ',')
  return after === undefined ? grouped : `${grouped}.${after}`
}

/** A score or share with two places: `0.91`. */
export const score = (value: number): string => digits(value, 2)

/** A whole number with thousands: `150,000`. */
export const whole = (value: number): string => digits(value, 0)

/** A share from 0 to 1 that says none or all only where it is exactly that: `<1 %`, `89 %`, `>99 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return withUnit('<1', '%')
  if (share >= 0.995 && share < 1) return withUnit('>99', '%')
  return withUnit(Math.round(100 * share), '%')
}

/** `percent` inside a sentence: `under 1 %`, `89 %`, `over 99 %`. */
export const percentInWords = (share: number): string => percent(share).replace('<', 'under ').replace('>', 'over ')

/** A count and what is counted: `1 episode`, `2,500 episodes`. */
export const counted = (count: number, one: string): string => `${whole(count)} ${plural(count, one)}`

/** What is counted alone, for a place where the count stands apart. */
export const plural = (count: number, one: string): string => (count === 1 ? one : `${one}s`)

/** A large number in short, with at most one place: `1.2K`, `66M`. */
export function short(value: number): string {
  const units = ['', 'K', 'M', 'B', 'T']
  let size = value
  let unit = 0
  // What rounds up to a thousand is one of the next unit.
  while (Math.abs(size) >= 999.95 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${digits(size, 1).replace(/\.0$/, '')}${units[unit]}`
}

/** Bytes in decimal units: `7.9 MB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  let size = value
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return withUnit(digits(size, size >= 100 || unit === 0 ? 0 : 1), units[unit] ?? '')
}

/** A latency: `20 µs`, `0.13 ms`, `0.8 ms`, `1.9 ms`, `38 ms`, `1.2 s`, `16 min 40 s`; `0 ms` only of exactly that. */
export function milliseconds(value: number): string {
  if (value >= 999.5) return seconds(value / 1000)
  if (value === 0 || value >= 0.995) return withUnit(digits(value, value > 0 && value < 10 ? 1 : 0), 'ms')
  // In the unit of its neighbours, as long as that takes no more than three places.
  if (value >= 0.0995) return withUnit(Number(value.toPrecision(2)), 'ms')
  return value < 0.000_05 ? withUnit('<0.1', 'µs') : withUnit(digits(value * 1000, value < 0.01 ? 1 : 0), 'µs')
}

/** A span of time: `43 s`, `6 min 20 s`, `2 h 5 min`; below ten seconds with one place where it has one. */
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

/** How long ago, from seconds: `just now`, `40 s ago`, `2 min ago`, `3 h ago`, `12 days ago`. */
export function ago(seconds: number): string {
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${withUnit(Math.floor(seconds), 's')} ago`
  if (seconds < 3600) return `${withUnit(Math.floor(seconds / 60), 'min')} ago`
  if (seconds < 48 * 3600) return `${withUnit(Math.floor(seconds / 3600), 'h')} ago`
  return `${withUnit(Math.floor(seconds / 86_400), 'days')} ago`
}

/** An identifier as a person would write it: `lateral_movement` as `lateral movement`. */
export const words = (name: string): string => name.replaceAll('_', ' ')
