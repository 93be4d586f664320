import { RecordBatchReader } from 'apache-arrow'
import { readParquet, type Table, wasmMemory } from 'parquet-wasm'
import { assemble } from './assemble'
import { type EmbeddingColumns, EmbeddingError } from './columns'
import type { SourceBatch } from './source'
import { batchOf } from './source-arrow'
import { batchAt } from './source-ffi'

export type OnRows = (done: number, total: number) => void

/** Rows that parquet-wasm puts into a batch: large ones cost less a row. */
const READ_ROWS = 65_536

/** A parquet file's embedding columns, in whatever pages, widths and row groups; throws `EmbeddingError`. */
export function readParquetColumns(bytes: Uint8Array, onRows: OnRows): EmbeddingColumns {
  let table: Table
  try {
    table = readParquet(bytes, { batchSize: READ_ROWS })
  } catch (error) {
    // A trap leaves WebAssembly's memory in an unknown state: its thread must end.
    if (error instanceof Error && error.name === 'RuntimeError') throw error
    throw new EmbeddingError(`is cut off or no parquet file${reason(error)}`)
  }
  const stream = table.toFFI()
  try {
    const memory = memoryBuffer()
    const batches = Array.from({ length: stream.numArrays() }, (_, i) =>
      batchAt(memory, stream.schemaAddr(), stream.arrayAddr(i)),
    )
    // A type that is not read in place, such as string views: Arrow's own reader knows it.
    if (!batches.every(isReadable)) return readArrowColumns(table.intoIPCStream(), onRows)
    // What `stream` tells of is its own; the line above has given the table away.
    table.free()
    return assemble(batches, onRows)
  } finally {
    stream.free()
  }
}

/** An Arrow IPC stream's or file's embedding columns; throws `EmbeddingError`. */
export function readArrowColumns(bytes: Uint8Array, onRows: OnRows): EmbeddingColumns {
  let batches: SourceBatch[]
  try {
    batches = [...RecordBatchReader.from(bytes)].map(batchOf)
  } catch (error) {
    throw new EmbeddingError(`is cut off or no Arrow stream${reason(error)}`)
  }
  return assemble(batches, onRows)
}

function isReadable(batch: SourceBatch): boolean {
  for (const { values } of batch.values()) {
    if (values.kind === 'other') return false
    if (values.kind === 'dictionary' && values.texts.values.kind === 'other') return false
  }
  return true
}

function memoryBuffer(): ArrayBuffer {
  const memory: { readonly buffer?: unknown } = wasmMemory()
  if (memory.buffer instanceof ArrayBuffer) return memory.buffer
  throw new TypeError('the memory of parquet-wasm is not an ArrayBuffer')
}

function reason(error: unknown): string {
  // Where the library tripped over the bytes instead of refusing them, its words are about its own code.
  if (error instanceof TypeError) return ''
  const text = error instanceof Error ? error.message : String(error)
  return ` (${text.split('\n')[0]?.slice(0, 120) ?? ''})`
}
