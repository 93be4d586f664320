import type { Dictionary } from './dictionary'

/** An embedding between its file and its Arrow stream: one typed array a column, whatever the file was. */
export interface EmbeddingColumns {
  readonly rows: number
  readonly floats: Readonly<Record<FloatColumn, Float32Array>>
  readonly texts: Readonly<Record<TextColumn, TextColumnValues>>
  readonly ints: Readonly<Record<IntColumn, Int32Array>>
  /** 1 where the row was trained on. */
  readonly isTrain: Uint8Array
}

/** A dictionary-encoded column: row i says what `dictionary` has under `codes[i]`. */
export interface TextColumnValues {
  readonly codes: Int32Array
  readonly dictionary: Dictionary
}

export const floatColumns = ['x', 'y', 'z'] as const
export const textColumns = ['episode_id', 'host_id', 'profile'] as const
export const intColumns = ['phase_int', 'predicted_int', 'cluster'] as const
export const boolColumn = 'is_train'
export const columnNames = [...floatColumns, ...textColumns, ...intColumns, boolColumn] as const

const names: ReadonlySet<string> = new Set(columnNames)
/** A file may hold columns of any type beside these: they are not looked at. */
export const isColumnName = (name: string): boolean => names.has(name)

export type ColumnName = (typeof columnNames)[number]
export type FloatColumn = (typeof floatColumns)[number]
type TextColumn = (typeof textColumns)[number]
type IntColumn = (typeof intColumns)[number]

/** What stands in place of a null: a text, and an integer that no class has. */
export const NULL_TEXT = 'unknown'
export const NULL_INT = -1

/** Bounds of an embedding: a projector shows no more points, and a small machine holds no more. */
export const MAX_ROWS = 5_000_000

/** Why a file is no embedding, as one clause that names the column; the caller names the file. */
export class EmbeddingError extends Error {}

/** The same value for every name, as a record. */
export function byName<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>
}

type Values = Float32Array | Int32Array | Int16Array | Int8Array | Uint8Array

/** Values in another order; the kind of array stays. */
export type Put = <A extends Values>(values: A) => A

/** Some rows of an embedding, in the order in which they are named. */
export function rowsAt(all: EmbeddingColumns, chosen: Int32Array): EmbeddingColumns {
  return {
    rows: chosen.length,
    floats: byName(floatColumns, (name) => inOrder(all.floats[name], chosen)),
    ints: byName(intColumns, (name) => inOrder(all.ints[name], chosen)),
    texts: byName(textColumns, (name) => ({ ...all.texts[name], codes: inOrder(all.texts[name].codes, chosen) })),
    isTrain: inOrder(all.isTrain, chosen),
  }
}

/** The i-th of what comes back is `values[order[i]]`. A loop a width: one that sees several kinds of array is half as fast. */
export function inOrder<A extends Values>(values: A, order: Int32Array): A {
  const { buffer, byteOffset, length } = values
  const found = values.slice(0, order.length)
  if (values.BYTES_PER_ELEMENT === 1) {
    const [from, to] = [new Uint8Array(buffer, byteOffset, length), new Uint8Array(found.buffer)]
    for (let i = 0; i < order.length; i++) to[i] = from[order[i] as number] as number
  } else if (values.BYTES_PER_ELEMENT === 2) {
    const [from, to] = [new Uint16Array(buffer, byteOffset, length), new Uint16Array(found.buffer)]
    for (let i = 0; i < order.length; i++) to[i] = from[order[i] as number] as number
  } else {
    const [from, to] = [new Uint32Array(buffer, byteOffset, length), new Uint32Array(found.buffer)]
    for (let i = 0; i < order.length; i++) to[i] = from[order[i] as number] as number
  }
  return found as A
}

/** The range of a column, and whether all of it is finite: 0 * v is 0 for every finite v and NaN for the others. */
export function rangeOf(values: Float32Array): { min: number; max: number; finite: boolean } {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let zero = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value < min) min = value
    if (value > max) max = value
    zero += value * 0
  }
  return { min, max, finite: zero === 0 }
}
