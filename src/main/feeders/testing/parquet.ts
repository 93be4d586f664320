import * as arrow from 'apache-arrow'
import { Table as ArrowTable, type DataType, type Table, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow'
import { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm'

export type Row = Readonly<Record<string, unknown>>

/** The narrow types of this project's own files. */
export const ownTypes: Readonly<Record<string, DataType>> = {
  x: new arrow.Float32(),
  y: new arrow.Float32(),
  z: new arrow.Float32(),
  episode_id: new arrow.Utf8(),
  host_id: new arrow.Utf8(),
  profile: new arrow.Utf8(),
  phase_int: new arrow.Int32(),
  predicted_int: new arrow.Int32(),
  cluster: new arrow.Int32(),
  is_train: new arrow.Bool(),
}

export function rowsOf(count: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    x: i / 4,
    y: 1 - i / 8,
    z: (i % 7) + 0.5,
    episode_id: `ep-${String(Math.floor(i / 10)).padStart(6, '0')}`,
    host_id: `host-${(i % 12) + 1}`,
    profile: i % 3 === 0 ? 'benign' : 'exfiltration',
    phase_int: i % 7,
    predicted_int: (i + 1) % 7,
    cluster: i % 300,
    is_train: i % 2 === 0,
  }))
}

export function arrowOf(rows: readonly Row[], types: Readonly<Record<string, DataType>> = ownTypes): Table {
  return new ArrowTable(
    Object.fromEntries(
      Object.entries(types).map(([name, type]) => [
        name,
        vectorFromArray(
          rows.map((row) => row[name] ?? null),
          type,
        ),
      ]),
    ),
  )
}

export interface ParquetStyle {
  readonly compression?: Compression
  readonly rowGroup?: number
  readonly dictionary?: boolean
}

export function parquetOf(table: Table, style: ParquetStyle = {}): Uint8Array {
  const properties = new WriterPropertiesBuilder()
    .setCompression(style.compression ?? Compression.SNAPPY)
    .setMaxRowGroupSize(style.rowGroup ?? 1_000_000)
    .setDictionaryEnabled(style.dictionary ?? true)
    .build()
  return writeParquet(ParquetTable.fromIPCStream(tableToIPC(table, 'stream')), properties)
}

/** The rows of an Arrow stream as plain objects. */
export function rowsIn(stream: Uint8Array): Row[] {
  return tableFromIPC(stream)
    .toArray()
    .map((row: { toJSON(): Row }) => row.toJSON())
}
