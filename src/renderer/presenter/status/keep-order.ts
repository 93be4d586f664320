/**
 * The items in the order in which they stood, those that are new behind them: what is under the hand stays there,
 * also when another one has become more urgent.
 */
export function keepOrder<T>(items: readonly T[], before: readonly string[], keyOf: (item: T) => string): readonly T[] {
  const place = new Map(before.map((key, i) => [key, i]))
  const at = (item: T) => place.get(keyOf(item)) ?? before.length
  return items.toSorted((a, b) => at(a) - at(b))
}
