/** Strips of slots as lines in columns: a strip too long for a line goes on in the next. */
export interface Packing {
  readonly columns: number
  readonly columnWidth: number
  readonly columnGap: number
  /** Width of a strip's label at the left of its line; 0 where there is no room for any. */
  readonly label: number
  readonly slotsPerLine: number
  readonly slotWidth: number
  readonly lineHeight: number
  readonly linesPerColumn: number
  /** The first line of each strip. */
  readonly firstLines: readonly number[]
}

export interface PackRoom {
  readonly width: number
  readonly height: number
  /** Text unit: sets what is big enough. */
  readonly unit: number
  /** Width that labels ask for. */
  readonly label: number
}

const parts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]

/** In units: what a line with a label and a slot need, and past what a line grows no more. */
const LEAST = { line: 1.85, slot: 0.5 }
const MOST_LINE = 10

/**
 * The simplest packing (few columns, then few line breaks) in which lines carry labels and slots can be told apart;
 * where none does, the one with the largest slots, without labels. Every slot always has a place.
 */
export function pack(lengths: readonly number[], room: PackRoom): Packing {
  for (const columns of parts) {
    for (const breaks of parts) {
      const packing = measure(lengths, room, columns, breaks, room.label)
      if (packing.lineHeight >= LEAST.line * room.unit && packing.slotWidth >= LEAST.slot * room.unit) return packing
    }
  }
  let best = measure(lengths, room, 1, 1, 0)
  for (const columns of parts) {
    for (const breaks of parts) {
      const packing = measure(lengths, room, columns, breaks, 0)
      if (slotSize(packing) > CLEARLY * slotSize(best)) best = packing
    }
  }
  return best
}

/** A more broken packing has to be worth it. */
const CLEARLY = 1.2
const slotSize = (packing: Packing) => Math.min(packing.lineHeight, packing.slotWidth)

function measure(lengths: readonly number[], room: PackRoom, columns: number, breaks: number, label: number): Packing {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 1)
  const slotsPerLine = Math.ceil(longest / breaks)
  const firstLines: number[] = []
  let lines = 0
  for (const length of lengths) {
    firstLines.push(lines)
    lines += Math.ceil(length / slotsPerLine)
  }
  const linesPerColumn = Math.max(1, Math.ceil(lines / columns))
  const columnGap = Math.min(2.4 * room.unit, (0.3 * room.width) / columns)
  const columnWidth = (room.width - columnGap * (columns - 1)) / columns
  return {
    columns,
    columnWidth,
    columnGap,
    label,
    slotsPerLine,
    slotWidth: Math.max(0, (columnWidth - label) / slotsPerLine),
    lineHeight: Math.min(room.height / linesPerColumn, MOST_LINE * room.unit),
    linesPerColumn,
    firstLines,
  }
}

/** Of what is drawn in a slot. The rest is the gap to the next, which a wide slot needs no wider than `gap`. */
export function cellWidth({ slotWidth }: Packing, gap: number): number {
  return slotWidth > 4 ? slotWidth - Math.min(slotWidth * 0.1, gap) : slotWidth
}

export interface Slot {
  readonly x: number
  readonly y: number
}

/** Where a slot of a strip lies, from the packing's top left corner. */
export function placeOf(packing: Packing, strip: number, slot: number): Slot {
  const line = (packing.firstLines[strip] ?? 0) + Math.floor(slot / packing.slotsPerLine)
  const column = Math.floor(line / packing.linesPerColumn)
  return {
    x:
      column * (packing.columnWidth + packing.columnGap) +
      packing.label +
      (slot % packing.slotsPerLine) * packing.slotWidth,
    y: (line % packing.linesPerColumn) * packing.lineHeight,
  }
}

/** The inverse of `placeOf`: which strip and slot a point lies in; null beside them. */
export function slotAt(
  packing: Packing,
  x: number,
  y: number,
): { readonly strip: number; readonly slot: number } | null {
  const column = Math.floor(x / (packing.columnWidth + packing.columnGap))
  const along = x - column * (packing.columnWidth + packing.columnGap) - packing.label
  const row = Math.floor(y / packing.lineHeight)
  const inLine = Math.floor(along / packing.slotWidth)
  if (column < 0 || column >= packing.columns || row < 0 || row >= packing.linesPerColumn) return null
  if (inLine < 0 || inLine >= packing.slotsPerLine) return null
  const line = column * packing.linesPerColumn + row
  const strip = packing.firstLines.findLastIndex((first) => first <= line)
  if (strip < 0) return null
  return { strip, slot: (line - (packing.firstLines[strip] ?? 0)) * packing.slotsPerLine + inLine }
}
