/** An entry of the legend, from the legend's top left corner. */
interface LegendEntry {
  readonly name: string
  readonly x: number
  readonly line: number
}

export interface Legend {
  readonly entries: readonly LegendEntry[]
  /** Names that found no room, and where that is said. */
  readonly more: { readonly count: number; readonly x: number; readonly line: number } | null
  readonly lines: number
}

/** Names in their order, on at most `mostLines` lines; `widthOf` includes the swatch and the gap after it. */
export function legendOf(
  names: readonly string[],
  width: number,
  mostLines: number,
  widthOf: (name: string) => number,
): Legend {
  const entries: LegendEntry[] = []
  let x = 0
  let line = 0
  for (const [i, name] of names.entries()) {
    const own = widthOf(name)
    if (x > 0 && x + own > width && line + 1 < mostLines) {
      x = 0
      line++
    }
    const isLast = i === names.length - 1
    const room = isLast || line + 1 < mostLines ? width : width - widthOf(moreText(names.length))
    if (x + own > room) return { entries, more: { count: names.length - i, x, line }, lines: line + 1 }
    entries.push({ name, x, line })
    x += own
  }
  return { entries, more: null, lines: line + 1 }
}

export const moreText = (count: number): string => `+${count} more`
