import type { Cell, Strip } from './select'

/** Which place in its strip a cell takes. */
export interface Slots {
  /** True: a slot is a window, the same in every strip. False: windows lie too far apart, and gaps are closed. */
  readonly aligned: boolean
  /** The window of slot 0, where they are aligned. */
  readonly first: number
  /** Slots that each strip takes. */
  readonly lengths: readonly number[]
  of(cell: Cell, index: number): number
}

export function slotsOf(strips: readonly Strip[]): Slots {
  let first = Infinity
  let last = 0
  let longest = 0
  for (const { cells } of strips) {
    first = Math.min(first, cells[0]?.window ?? Infinity)
    last = Math.max(last, cells.at(-1)?.window ?? 0)
    longest = Math.max(longest, cells.length)
  }
  const aligned = strips.length > 0 && last - first + 1 <= 2 * longest
  return {
    aligned,
    first: aligned ? first : 0,
    lengths: strips.map(({ cells }) => (aligned ? (cells.at(-1)?.window ?? first) - first + 1 : cells.length)),
    of: (cell, index) => (aligned ? cell.window - first : index),
  }
}
