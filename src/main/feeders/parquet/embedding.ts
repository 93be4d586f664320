import {
  type EmbeddingColumns,
  EmbeddingError,
  type FloatColumn,
  floatColumns,
  rangeOf,
  rowsAt,
  type TextColumnValues,
} from './columns'
import { textsOf } from './dictionary'
import { fairOrder } from './fair-order'
import { arrowStream } from './to-arrow'

/** What can be served, and what is said of it. */
export interface Embedding {
  readonly stream: Uint8Array<ArrayBuffer>
  readonly rows: number
  /** Rows that had a coordinate that is not finite. */
  readonly leftOut: number
  readonly categories: { readonly host_id: string[]; readonly profile: string[] }
  readonly bounds: { readonly min: Triple; readonly max: Triple }
}

type Triple = [number, number, number]

/** Categories named in the event: the rest stands in the stream's dictionaries alone. */
const MAX_CATEGORIES = 256
const MAX_CATEGORY_LENGTH = 256

/** The embedding of the rows whose coordinates are finite, in a fair order; throws `EmbeddingError` where there is none. */
export function embeddingOf(all: EmbeddingColumns): Embedding {
  const surveys = floatColumns.map((name) => rangeOf(all.floats[name]))
  const columns = surveys.every(({ finite }) => finite) ? all : rowsAt(all, finiteRows(all))
  if (columns.rows === 0) throw new EmbeddingError(`has no row with finite "x", "y" and "z" among its ${all.rows}`)
  const range = (i: number, name: FloatColumn) => (columns === all && surveys[i]) || rangeOf(columns.floats[name])
  const [x, y, z] = [range(0, 'x'), range(1, 'y'), range(2, 'z')]
  const order = fairOrder(columns.ints.cluster)
  return {
    stream: arrowStream(columns, { order }),
    rows: columns.rows,
    leftOut: all.rows - columns.rows,
    categories: { host_id: named(columns.texts.host_id), profile: named(columns.texts.profile) },
    bounds: { min: [x.min, y.min, z.min], max: [x.max, y.max, z.max] },
  }
}

function finiteRows({ rows, floats: { x, y, z } }: EmbeddingColumns): Int32Array {
  const finite = new Int32Array(rows)
  let count = 0
  for (let i = 0; i < rows; i++)
    if (Number.isFinite(x[i]) && Number.isFinite(y[i]) && Number.isFinite(z[i])) finite[count++] = i
  return finite.subarray(0, count)
}

function named({ dictionary }: TextColumnValues): string[] {
  return textsOf(dictionary, MAX_CATEGORIES).map((text) => text.slice(0, MAX_CATEGORY_LENGTH))
}
