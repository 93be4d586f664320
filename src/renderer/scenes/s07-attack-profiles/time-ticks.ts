/** Steps that people count time in, seconds. */
const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

/** Round moments from `from` to `to`, at most `most` (and one more where the span begins on one). */
export function timeTicks(from: number, to: number, most: number): readonly number[] {
  const least = (to - from) / Math.max(1, most)
  const decade = 10 ** Math.ceil(Math.log10(least / 86_400))
  const step = steps.find((candidate) => candidate >= least) ?? 86_400 * decade
  const first = Math.ceil(from / step)
  const last = Math.floor(to / step)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step)
}
