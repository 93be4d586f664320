/** What of a prediction a confusion matrix counts. */
interface Judged {
  readonly predicted: string
  readonly truth: string | null
}

/** A class that was taken for another. */
export interface MixUp {
  readonly truth: string
  readonly predicted: string
  readonly count: number
}

/** Predictions against the truth, of the windows that have one. */
export interface Confusion {
  /** Rows and columns of the matrix, at most `MOST_CLASSES`; the last may stand for all others. */
  readonly classes: readonly string[]
  /** `counts[truth][predicted]`. */
  readonly counts: readonly (readonly number[])[]
  /** Windows whose truth is known. */
  readonly scored: number
  readonly right: number
  /** The most frequent one, the first of equal ones; null where everything is right. */
  readonly worst: MixUp | null
  /** True where another mix-up is as frequent as `worst`. */
  readonly shared: boolean
}

/** More cannot be read; the rarest are counted together. */
export const MOST_CLASSES = 12
export const OTHERS = 'others'

export function confusionOf(cells: readonly Judged[], classes: readonly string[]): Confusion {
  const judged = cells.flatMap(({ predicted, truth }) => (truth === null ? [] : [{ predicted, truth }]))
  const pairs = countPairs(judged)
  const named = new Set(judged.flatMap((cell) => [cell.truth, cell.predicted]))
  const present = classes.filter((name) => named.has(name))
  const shown = readable(present, judged)
  const place = new Map(shown.map((name, i) => [name, i]))
  const counts = shown.map(() => shown.map(() => 0))
  for (const { truth, predicted, count } of pairs) {
    const row = counts[place.get(truth) ?? shown.length - 1]
    const column = place.get(predicted) ?? shown.length - 1
    if (row) row[column] = (row[column] ?? 0) + count
  }
  const mixUps = pairs.filter((pair) => pair.truth !== pair.predicted).sort((a, b) => b.count - a.count)
  const [worst = null, next] = mixUps
  return {
    classes: shown,
    counts,
    scored: judged.length,
    right: judged.filter((cell) => cell.truth === cell.predicted).length,
    worst,
    shared: next?.count === worst?.count && worst !== null,
  }
}

function countPairs(judged: readonly { truth: string; predicted: string }[]): readonly MixUp[] {
  const pairs = new Map<string, MixUp>()
  for (const { truth, predicted } of judged) {
    const key = `${truth}\u0000${predicted}`
    pairs.set(key, { truth, predicted, count: (pairs.get(key)?.count ?? 0) + 1 })
  }
  return [...pairs.values()]
}

function readable(classes: readonly string[], judged: readonly { truth: string }[]): readonly string[] {
  if (classes.length <= MOST_CLASSES) return classes
  const frequency = new Map<string, number>()
  for (const { truth } of judged) frequency.set(truth, (frequency.get(truth) ?? 0) + 1)
  const kept = new Set(
    [...classes].sort((a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0)).slice(0, MOST_CLASSES - 1),
  )
  return [...classes.filter((name) => kept.has(name)), OTHERS]
}
