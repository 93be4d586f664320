import { isColumnName } from './columns'
import type { Bits, SourceBatch, SourceColumn, SourceValues } from './source'

/**
 * Reads the Arrow C Data Interface in WebAssembly's memory (32-bit pointers), without the copy that an IPC stream costs.
 * https://arrow.apache.org/docs/format/CDataInterface.html#structure-definitions
 */
const SCHEMA = { format: 0, name: 4, children: 32, childCount: 24, dictionary: 36 } as const
const ARRAY = { length: 0, nullCount: 8, offset: 16, buffers: 40, children: 44, dictionary: 48 } as const

const numbersOf = {
  c: Int8Array,
  C: Uint8Array,
  s: Int16Array,
  S: Uint16Array,
  i: Int32Array,
  I: Uint32Array,
  f: Float32Array,
  g: Float64Array,
} as const

/** The embedding's columns of one chunk, as views of `memory`: gone at the next call into WebAssembly. */
export function batchAt(memory: ArrayBuffer, schemaAddress: number, arrayAddress: number): SourceBatch {
  const view = new DataView(memory)
  const count = view.getInt32(schemaAddress + SCHEMA.childCount, true)
  const batch = new Map<string, SourceColumn>()
  for (let i = 0; i < count; i++) {
    const child = (address: number) => view.getUint32(view.getUint32(address, true) + 4 * i, true)
    const schema = child(schemaAddress + SCHEMA.children)
    const name = cString(view, view.getUint32(schema + SCHEMA.name, true))
    if (isColumnName(name)) batch.set(name, columnAt(view, schema, child(arrayAddress + ARRAY.children)))
  }
  return batch
}

function columnAt(view: DataView, schema: number, array: number): SourceColumn {
  const format = cString(view, view.getUint32(schema + SCHEMA.format, true))
  const length = view.getInt32(array + ARRAY.length, true)
  const offset = view.getInt32(array + ARRAY.offset, true)
  const buffer = (i: number) => view.getUint32(view.getUint32(array + ARRAY.buffers, true) + 4 * i, true)
  const bits = (address: number): Bits => ({
    bytes: new Uint8Array(view.buffer, address, (offset + length + 7) >> 3),
    bit: offset,
  })
  const nulls = view.getInt32(array + ARRAY.nullCount, true) !== 0 && buffer(0) !== 0
  const valid = nulls ? bits(buffer(0)) : null
  const dictionary = view.getUint32(schema + SCHEMA.dictionary, true)
  const values = valuesAt(view, format, length, offset, buffer, bits)
  if (dictionary === 0) return { type: format, length, valid, values }
  const texts = columnAt(view, dictionary, view.getUint32(array + ARRAY.dictionary, true))
  const indices = { type: format, length, valid, values }
  return { type: `dictionary of ${texts.type}`, length, valid, values: { kind: 'dictionary', indices, texts } }
}

function valuesAt(
  view: DataView,
  format: string,
  length: number,
  offset: number,
  buffer: (i: number) => number,
  bits: (address: number) => Bits,
): SourceValues {
  const memory = view.buffer as ArrayBuffer
  if (isNumeric(format)) {
    const Numbers = numbersOf[format]
    // An empty buffer's address is a dangling one, aligned to nothing.
    if (length === 0) return { kind: 'numbers', data: new Numbers(0) }
    return { kind: 'numbers', data: new Numbers(memory, buffer(1) + offset * Numbers.BYTES_PER_ELEMENT, length) }
  }
  if (format === 'b') return { kind: 'bits', bits: bits(buffer(1)) }
  if (format === 'l' || format === 'L')
    return { kind: 'wide', halves: new Int32Array(memory, buffer(1) + offset * 8, length * 2), signed: format === 'l' }
  if (format === 'u' || format === 'U') {
    const stride = format === 'u' ? 1 : 2
    const offsets = new Int32Array(memory, buffer(1) + offset * 4 * stride, (length + 1) * stride)
    return { kind: 'utf8', stride, offsets, bytes: new Uint8Array(memory, buffer(2), offsets[length * stride]) }
  }
  return { kind: 'other' }
}

function isNumeric(format: string): format is keyof typeof numbersOf {
  return Object.hasOwn(numbersOf, format)
}

function cString(view: DataView, address: number): string {
  let end = address
  while (view.getUint8(end) !== 0) end += 1
  return new TextDecoder().decode(new Uint8Array(view.buffer, address, end - address))
}
