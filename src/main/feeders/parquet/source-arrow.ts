import { type Data, DataType, type RecordBatch, Vector } from 'apache-arrow'
import { isColumnName } from './columns'
import type { Bits, SourceBatch, SourceColumn, SourceValues } from './source'

/** The embedding's columns of one record batch, as views of its buffers. */
export function batchOf(batch: RecordBatch): SourceBatch {
  const columns = new Map<string, SourceColumn>()
  batch.schema.fields.forEach((field, i) => {
    const data = batch.data.children[i]
    if (data && isColumnName(field.name)) columns.set(field.name, columnOf(data))
  })
  return columns
}

function columnOf(data: Data): SourceColumn {
  const valid = data.nullCount > 0 && data.nullBitmap ? bitsOf(data, data.nullBitmap) : null
  return { type: String(data.type), length: data.length, valid, values: valuesOf(data) }
}

function valuesOf(data: Data): SourceValues {
  const { type, length } = data
  if (DataType.isDictionary(type)) {
    const indices = { type: String(type.indices), length, valid: null, values: numbersOf(data, type.indices) }
    return { kind: 'dictionary', indices, texts: stringsOf(data.dictionary ?? new Vector([])) }
  }
  if (DataType.isBool(type)) return { kind: 'bits', bits: bitsOf(data, data.values) }
  if (DataType.isUtf8(type)) return { kind: 'utf8', stride: 1, offsets: data.valueOffsets, bytes: data.values }
  if (DataType.isLargeUtf8(type)) {
    // Typed as Utf8's, but 64 bits wide. Only the low halves count: a batch of 2 GiB would not have come this far.
    const offsets: ArrayBufferView = data.valueOffsets
    const halves = new Int32Array(offsets.buffer, offsets.byteOffset, (length + 1) * 2)
    return { kind: 'utf8', stride: 2, offsets: halves, bytes: data.values }
  }
  if (DataType.isUtf8View(type)) return stringsOf(new Vector([data])).values
  return numbersOf(data, type)
}

function numbersOf(data: Data, type: DataType): SourceValues {
  const { length } = data
  if (DataType.isInt(type) && type.bitWidth === 64) {
    const halves = new Int32Array(data.values.buffer, data.values.byteOffset, length * 2)
    return { kind: 'wide', halves, signed: type.isSigned }
  }
  // 16-bit floats are raw bits and decimals are words: neither is a number as it stands.
  const plain = DataType.isInt(type) || (DataType.isFloat(type) && type.precision > 0)
  return plain ? { kind: 'numbers', data: data.values.subarray(0, length) } : { kind: 'other' }
}

function stringsOf(vector: Vector): SourceColumn {
  const texts = [...vector].map((value: unknown) => (typeof value === 'string' ? value : null))
  const plain = DataType.isUtf8(vector.type) || DataType.isLargeUtf8(vector.type) || DataType.isUtf8View(vector.type)
  const values: SourceValues = plain ? { kind: 'strings', texts } : { kind: 'other' }
  return { type: String(vector.type), length: texts.length, valid: null, values }
}

/** Arrow's JavaScript cuts values to their offset, and leaves bits where they are. */
function bitsOf(data: Data, bytes: Uint8Array): Bits {
  return { bytes, bit: data.offset }
}
