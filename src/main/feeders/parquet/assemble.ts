import {
  boolColumn,
  byName,
  columnNames,
  type EmbeddingColumns,
  EmbeddingError,
  floatColumns,
  intColumns,
  MAX_ROWS,
  textColumns,
} from './columns'
import { dictionaryBuilder } from './dictionary'
import { readFlags, readInts, readNumbers, readTexts } from './read-column'
import type { SourceBatch } from './source'

/** The embedding's columns out of a file's batches, whatever their widths; throws `EmbeddingError`. */
export function assemble(
  batches: readonly SourceBatch[],
  onRows: (done: number, total: number) => void,
): EmbeddingColumns {
  const missing = columnNames.filter((name) => batches.some((batch) => !batch.has(name)))
  if (missing.length > 0) throw new EmbeddingError(`has no column "${missing.join('", "')}"`)
  const rows = batches.reduce((sum, batch) => sum + (batch.get('x')?.length ?? 0), 0)
  if (rows === 0) throw new EmbeddingError('has no rows')
  if (rows > MAX_ROWS) throw new EmbeddingError(`has ${rows} rows; at most ${MAX_ROWS} can be shown`)

  const floats = byName(floatColumns, () => new Float32Array(rows))
  const ints = byName(intColumns, () => new Int32Array(rows))
  const codes = byName(textColumns, () => new Int32Array(rows))
  const dictionaries = byName(textColumns, dictionaryBuilder)
  const isTrain = new Uint8Array(rows)
  let from = 0
  for (const batch of batches) {
    let to = from
    for (const [name, column] of batch) {
      to = from + column.length
      const into = <A extends Float32Array | Int32Array | Uint8Array>(all: A) => all.subarray(from, to) as A
      if (isOneOf(floatColumns, name)) readNumbers(column, name, into(floats[name]))
      else if (isOneOf(intColumns, name)) readInts(column, name, into(ints[name]))
      else if (isOneOf(textColumns, name)) readTexts(column, name, dictionaries[name], into(codes[name]))
      else if (name === boolColumn) readFlags(column, into(isTrain))
    }
    from = to
    onRows(from, rows)
  }
  const texts = byName(textColumns, (name) => ({ codes: codes[name], dictionary: dictionaries[name].finish() }))
  return { rows, floats, texts, ints, isTrain }
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return names.some((known) => known === name)
}
