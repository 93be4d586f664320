import {
  byName,
  type EmbeddingColumns,
  EmbeddingError,
  type FloatColumn,
  floatColumns,
  intColumns,
  type TextColumnValues,
  textColumns,
} from './columns'
import { textsOf } from './dictionary'
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

/** The embedding of the rows whose coordinates are finite; throws `EmbeddingError` where there is none. */
export function embeddingOf(all: EmbeddingColumns): Embedding {
  const surveys = floatColumns.map((name) => survey(all.floats[name]))
  const columns = surveys.every(({ finite }) => finite) ? all : finiteRows(all)
  if (columns.rows === 0) throw new EmbeddingError('has no row with finite "x", "y" and "z"')
  const range = (i: number, name: FloatColumn) => (columns === all && surveys[i]) || survey(columns.floats[name])
  const [x, y, z] = [range(0, 'x'), range(1, 'y'), range(2, 'z')]
  return {
    stream: arrowStream(columns),
    rows: columns.rows,
    leftOut: all.rows - columns.rows,
    categories: { host_id: named(columns.texts.host_id), profile: named(columns.texts.profile) },
    bounds: { min: [x.min, y.min, z.min], max: [x.max, y.max, z.max] },
  }
}

function finiteRows(all: EmbeddingColumns): EmbeddingColumns {
  const { x, y, z } = all.floats
  const kept = new Int32Array(all.rows)
  let rows = 0
  for (let i = 0; i < all.rows; i++)
    if (Number.isFinite(x[i]) && Number.isFinite(y[i]) && Number.isFinite(z[i])) kept[rows++] = i
  const pick = <A extends Float32Array | Int32Array | Uint8Array>(from: A, to: A): A => {
    for (let i = 0; i < rows; i++) to[i] = from[kept[i] as number] as number
    return to
  }
  return {
    rows,
    floats: byName(floatColumns, (name) => pick(all.floats[name], new Float32Array(rows))),
    ints: byName(intColumns, (name) => pick(all.ints[name], new Int32Array(rows))),
    texts: byName(textColumns, (name) => ({
      codes: pick(all.texts[name].codes, new Int32Array(rows)),
      dictionary: all.texts[name].dictionary,
    })),
    isTrain: pick(all.isTrain, new Uint8Array(rows)),
  }
}

/** The range of a column, and whether all of it is finite: 0 * v is 0 for every finite v and NaN for the others. */
function survey(values: Float32Array): { min: number; max: number; finite: boolean } {
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

function named({ dictionary }: TextColumnValues): string[] {
  return textsOf(dictionary, MAX_CATEGORIES).map((text) => text.slice(0, MAX_CATEGORY_LENGTH))
}
