import { Table, tableFromIPC, tableToIPC } from 'apache-arrow'
import { readParquet, Table as WasmTable, writeParquet } from 'parquet-wasm/node'

export const columns = [
  ...['episode_id', 'host_id', 'profile', 'x', 'y', 'z', 'phase_int', 'predicted_int', 'cluster', 'is_train'],
]

/** The rows of a parquet file several times over, as a parquet file. */
export function bigParquet(file: Uint8Array, times: number): Uint8Array {
  const { batches, schema } = tableFromIPC(readParquet(file).intoIPCStream())
  const table = new Table(schema, Array.from({ length: times }, () => batches).flat())
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(table, 'stream')))
}
