import {
  Bool,
  type Data,
  Dictionary,
  Field,
  Float32,
  Int8,
  Int16,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Uint16,
  Utf8,
  Vector,
} from 'apache-arrow'
import {
  boolColumn,
  type EmbeddingColumns,
  floatColumns,
  inOrder,
  intColumns,
  type Put,
  rangeOf,
  type TextColumnValues,
  textColumns,
} from './columns'

/** Rows of a record batch: the first one is drawn before the last has come. A multiple of 8, so batches share bit masks. */
const BATCH_ROWS = 16_384

/** A column as it is written, batch by batch. */
interface Column {
  readonly field: Field
  part(from: number, to: number): Data
}

export interface ArrowOptions {
  /** Which row stands i-th; without it all stand as they are. */
  readonly order?: Int32Array | null
  /** How x, y and z are written: as 32-bit floats where nothing else is said. */
  readonly coordinate?: (name: string, values: Float32Array) => Column
}

/** The columns as an Arrow IPC stream, each integer in the smallest width that holds all of its column. */
export function arrowStream(columns: EmbeddingColumns, options: ArrowOptions = {}): Uint8Array<ArrayBuffer> {
  const { order = null, coordinate = floatColumn } = options
  // Put in order only when they are narrow: reading here and there costs by the cache lines that are met.
  const put: Put = (values) => (order ? inOrder(values, order) : values)
  const rows = order?.length ?? columns.rows
  const parts: Column[] = [
    ...floatColumns.map((name) => coordinate(name, put(columns.floats[name]))),
    ...textColumns.map((name, id) => textColumn(name, id, columns.texts[name], put)),
    ...intColumns.map((name) => intColumn(name, columns.ints[name], put)),
    flagColumn(put(columns.isTrain)),
  ]
  const schema = new Schema(parts.map((part) => part.field))
  const writer = new RecordBatchStreamWriter()
  for (let from = 0; from < Math.max(rows, 1); from += BATCH_ROWS) {
    const to = Math.min(from + BATCH_ROWS, rows)
    const children = parts.map((part) => part.part(from, to))
    writer.write(
      new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: to - from, nullCount: 0, children })),
    )
  }
  writer.finish()
  return ownBuffer(writer.toUint8Array(true))
}

function floatColumn(name: string, values: Float32Array): Column {
  const type = new Float32()
  return {
    field: new Field(name, type, false),
    part: (from, to) => makeData({ type, length: to - from, nullCount: 0, data: values.subarray(from, to) }),
  }
}

/**
 * In two bytes a value: value i is `offset + scale * data[i]`, both of which stand in the field's metadata. Off by half
 * of `scale` at most.
 */
export function quantisedColumn(name: string, values: Float32Array): Column {
  const { min, max } = rangeOf(values)
  const scale = (max - min) / 0xffff || 1
  const data = Uint16Array.from(values, (value) => Math.round((value - min) / scale))
  const type = new Uint16()
  const metadata = new Map([
    ['offset', String(min)],
    ['scale', String(scale)],
  ])
  return {
    field: new Field(name, type, false, metadata),
    part: (from, to) => makeData({ type, length: to - from, nullCount: 0, data: data.subarray(from, to) }),
  }
}

function intColumn(name: string, values: Int32Array, put: Put): Column {
  const { type, data: all } = narrowed(values)
  const data = put(all)
  return {
    field: new Field(name, type, false),
    part: (from, to) => makeData({ type, length: to - from, nullCount: 0, data: data.subarray(from, to) }),
  }
}

function textColumn(name: string, id: number, { codes, dictionary }: TextColumnValues, put: Put): Column {
  const indices = narrowed(codes)
  const data = put(indices.data)
  const type = new Dictionary(new Utf8(), indices.type, id)
  const { size, offsets, bytes } = dictionary
  const texts = new Vector([
    makeData({ type: new Utf8(), length: size, nullCount: 0, valueOffsets: offsets, data: bytes }),
  ])
  return {
    field: new Field(name, type, false),
    part: (from, to) =>
      makeData({ type, length: to - from, nullCount: 0, data: data.subarray(from, to), dictionary: texts }),
  }
}

function flagColumn(flags: Uint8Array): Column {
  const type = new Bool()
  const bits = new Uint8Array((flags.length + 7) >> 3)
  const flag = (i: number) => (flags[i] as number) << (i & 7)
  const whole = flags.length & ~7
  for (let i = 0; i < whole; i += 8)
    bits[i >> 3] =
      flag(i) | flag(i + 1) | flag(i + 2) | flag(i + 3) | flag(i + 4) | flag(i + 5) | flag(i + 6) | flag(i + 7)
  for (let i = whole; i < flags.length; i++) bits[i >> 3] = (bits[i >> 3] as number) | flag(i)
  return {
    field: new Field(boolColumn, type, false),
    part: (from, to) =>
      makeData({ type, length: to - from, nullCount: 0, data: bits.subarray(from >> 3, (to + 7) >> 3) }),
  }
}

function narrowed(values: Int32Array) {
  let min = 0
  let max = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value < min) min = value
    else if (value > max) max = value
  }
  if (min >= -0x80 && max < 0x80) return { type: new Int8(), data: new Int8Array(values) }
  if (min >= -0x8000 && max < 0x8000) return { type: new Int16(), data: new Int16Array(values) }
  return { type: new Int32(), data: values }
}

/** Bytes alone in their buffer, so that they can be moved to another thread. */
export function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes)
}
