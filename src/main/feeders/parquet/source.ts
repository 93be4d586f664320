/** One column of one batch as its bytes lie there, whoever read the file. */
export interface SourceColumn {
  /** What the column holds, for a person. */
  readonly type: string
  readonly length: number
  /** One bit a row from `bit` on, 0 where the row is null; absent where none is. */
  readonly valid: Bits | null
  readonly values: SourceValues
}

export interface Bits {
  readonly bytes: Uint8Array
  /** Of the first row. */
  readonly bit: number
}

export type SourceValues =
  | { readonly kind: 'numbers'; readonly data: Numbers }
  /** 64-bit integers as pairs of 32 bits, low half first: a BigInt a row would cost a heap object a row. */
  | { readonly kind: 'wide'; readonly halves: Int32Array; readonly signed: boolean }
  | { readonly kind: 'bits'; readonly bits: Bits }
  /** Row i is the UTF-8 at `bytes[offsets[i * stride], offsets[(i + 1) * stride])`. */
  | { readonly kind: 'utf8'; readonly offsets: Int32Array; readonly stride: 1 | 2; readonly bytes: Uint8Array }
  | { readonly kind: 'dictionary'; readonly indices: SourceColumn; readonly texts: SourceColumn }
  /** Texts that came as strings already. */
  | { readonly kind: 'strings'; readonly texts: readonly (string | null)[] }
  | { readonly kind: 'other' }

type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array

/** The embedding's columns of one batch by name. */
export type SourceBatch = ReadonlyMap<string, SourceColumn>

export function bitAt({ bytes, bit }: Bits, row: number): number {
  const at = bit + row
  return ((bytes[at >> 3] as number) >> (at & 7)) & 1
}

export function isNull(column: SourceColumn, row: number): boolean {
  return column.valid !== null && bitAt(column.valid, row) === 0
}
