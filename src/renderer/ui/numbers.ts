/** `value`, or the bound that it is past; where the bounds cross, `least`. */
export const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** The middle value; of an even number the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[sorted.length >> 1]
  if (upper === undefined) return null
  return ((sorted[(sorted.length - 1) >> 1] ?? upper) + upper) / 2
}
