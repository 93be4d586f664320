import {
  boolColumn,
  byName,
  type ColumnName,
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
  if (missing.length > 0) missingColumn(...missing)
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
    const to = from + (batch.get('x')?.length ?? 0)
    const column = (name: ColumnName) => batch.get(name) ?? missingColumn(name)
    const part = <A extends Float32Array | Int32Array | Uint8Array>(all: A) => all.subarray(from, to) as A
    for (const name of floatColumns) readNumbers(column(name), name, part(floats[name]))
    for (const name of intColumns) readInts(column(name), name, part(ints[name]))
    const episodes = part(codes.episode_id)
    readTexts(column('episode_id'), 'episode_id', dictionaries.episode_id, episodes)
    for (const name of ['host_id', 'profile'] as const)
      readTexts(column(name), name, dictionaries[name], part(codes[name]), episodes)
    readFlags(column(boolColumn), part(isTrain))
    from = to
    onRows(from, rows)
  }
  const texts = byName(textColumns, (name) => ({ codes: codes[name], dictionary: dictionaries[name].finish() }))
  return { rows, floats, texts, ints, isTrain }
}

function missingColumn(...names: readonly ColumnName[]): never {
  throw new EmbeddingError(`has no column "${names.join('", "')}"`)
}
