import { Bool, Float32, Int32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm'

const types = {
  x: new Float32(),
  y: new Float32(),
  z: new Float32(),
  episode_id: new Utf8(),
  host_id: new Utf8(),
  profile: new Utf8(),
  phase_int: new Int32(),
  predicted_int: new Int32(),
  cluster: new Int32(),
  is_train: new Bool(),
}

/** Rows as a parquet file with zstd pages. */
export function parquetOf(rows) {
  const columns = Object.entries(types).map(([name, type]) => [
    name,
    vectorFromArray(
      rows.map((row) => row[name]),
      type,
    ),
  ])
  const table = ParquetTable.fromIPCStream(tableToIPC(new Table(Object.fromEntries(columns)), 'stream'))
  const properties = new WriterPropertiesBuilder().setCompression(Compression.ZSTD).setMaxRowGroupSize(65_536).build()
  return writeParquet(table, properties)
}
