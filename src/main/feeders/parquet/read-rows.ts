import { boundsError, defaultBounds } from '../../../shared/bounds'
import { parseJson } from '../../../shared/json-text'
import { textOf } from '../files/text'
import { assemble } from './assemble'
import {
  boolColumn,
  columnNames,
  type EmbeddingColumns,
  EmbeddingError,
  floatColumns,
  MAX_ROWS,
  textColumns,
} from './columns'
import type { OnRows } from './read-file'
import type { SourceColumn, SourceValues } from './source'

/** An array of rows in JSON as columns, for where there is no parquet; throws `EmbeddingError`. */
export function readJsonColumns(bytes: Uint8Array, onRows: OnRows): EmbeddingColumns {
  const text = textOf(bytes)
  if (text === null) throw new EmbeddingError('is not UTF-8')
  const json = parseJson(text)
  if ('error' in json) throw new EmbeddingError(`is no JSON: ${json.error}`)
  const rows: unknown = json.value
  if (!Array.isArray(rows) || !rows.every(isRow)) throw new EmbeddingError('is no array of rows')
  if (rows.length > MAX_ROWS) throw new EmbeddingError(`has ${rows.length} rows; at most ${MAX_ROWS} can be shown`)
  const there = columnNames.filter((name) => rows.some((row) => Object.hasOwn(row, name)))
  const batch = new Map(there.map((name) => [name, columnOf(rows, name)]))
  return assemble(rows.length === 0 ? [] : [batch], onRows)
}

type Row = Readonly<Record<string, unknown>>

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function columnOf(rows: readonly Row[], name: string): SourceColumn {
  const values: SourceValues = textColumns.some((text) => text === name)
    ? { kind: 'strings', texts: rows.map((row, i) => textAt(row[name], name, i)) }
    : { kind: 'numbers', data: Float64Array.from(rows, (row, i) => numberAt(row[name], name, i)) }
  return { type: 'JSON', length: rows.length, valid: null, values }
}

function textAt(value: unknown, name: string, row: number): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' || boundsError(value, defaultBounds))
    throw unfit(name, row, 'a string of at most 256 characters')
  return value
}

/** A null or missing coordinate is none, so its row is left out; a null class is no class. */
function numberAt(value: unknown, name: string, row: number): number {
  if (value === null || value === undefined) return name === boolColumn ? 0 : Number.NaN
  if (name === boolColumn ? typeof value === 'boolean' : typeof value === 'number') return Number(value)
  const needed =
    name === boolColumn ? 'true or false' : floatColumns.some((float) => float === name) ? 'a number' : 'an integer'
  throw unfit(name, row, needed)
}

function unfit(name: string, row: number, needed: string): EmbeddingError {
  return new EmbeddingError(`row ${row + 1}, column "${name}": ${needed} is needed`)
}
