import { short, whole } from '../../../shared/format'

/** A logarithmic axis: values to pixels, and the ticks that are labelled. */
export interface LogAxis {
  /** Pixel of a value above zero. */
  at(value: number): number
  readonly ticks: readonly { readonly value: number; readonly text: string; readonly at: number }[]
}

/** An axis from pixel `from` to pixel `to` that holds all `values` (above zero, at least one) with a little air. */
export function logAxis(values: readonly number[], from: number, to: number, most = 6): LogAxis {
  const low = Math.log10(Math.min(...values))
  const high = Math.log10(Math.max(...values))
  const air = Math.max(0.1, 0.06 * (high - low))
  const [start, end] = high - low < 0.5 ? [low - 0.35, high + 0.35] : [low - air, high + air]
  const at = (value: number) => from + ((Math.log10(value) - start) / (end - start)) * (to - from)
  const round = ticksBetween(start, end, most)
  const textOf = tickFormat(round)
  return { at, ticks: round.map((value) => ({ value, text: textOf(value), at: at(value) })) }
}

/** Round values between two powers of ten: 1-2-5 steps while they are few, else every power, or every so many. */
function ticksBetween(start: number, end: number, most: number): number[] {
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = multiples(steps, start, end, 1)
    if (ticks.length <= most) return ticks
  }
  return multiples([1], start, end, Math.ceil((end - start) / most))
}

function multiples(steps: readonly number[], start: number, end: number, stride: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(start); power <= Math.ceil(end); power++) {
    if (power % stride !== 0) continue
    for (const step of steps) {
      // Through the decimal notation, because 3 * 10 ** -1 is 0.30000000000000004.
      const value = Number(`${step}e${power}`)
      if (Math.log10(value) >= start && Math.log10(value) <= end) ticks.push(value)
    }
  }
  return ticks
}

/** One way to write all ticks of an axis: `10K` over `5K`, not over `5,000`. */
function tickFormat(values: readonly number[]): (value: number) => string {
  const least = Math.min(...values)
  const most = Math.max(...values)
  if (least < 1e-6 || most >= 1e15) return power
  const large = most < 10_000 ? whole : short
  return (value) => (value < 1 ? decimal(value) : large(value))
}

/** Below 1 with as many places as it needs, which `String` gives up at 0.000001. */
const decimal = (value: number) => value.toFixed(Math.max(1, -Math.floor(Math.log10(value) + 1e-9)))

/** Past what is read as a number: `10⁻⁹`, `5·10⁻⁹`. */
function power(value: number): string {
  const [step, exponent = ''] = value.toExponential(0).split('e')
  const raised = exponent
    .replace('+', '')
    .replace(/./g, (digit) => (digit === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '')))
  return step === '1' ? `10${raised}` : `${step}·10${raised}`
}
