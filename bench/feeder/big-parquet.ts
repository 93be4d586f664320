import { Table, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow'
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

/** The rows of a parquet file cluster after cluster, as many a writer leaves them. */
export function sortedParquet(file: Uint8Array): Uint8Array {
  const table = tableFromIPC(readParquet(file).intoIPCStream())
  const clusters = [...(table.getChild('cluster') ?? [])].map(Number)
  const order = [...clusters.keys()].sort((a, b) => (clusters[a] ?? 0) - (clusters[b] ?? 0))
  const sorted = table.schema.fields.map(({ name, type }) => {
    const values = [...(table.getChild(name) ?? [])]
    return [
      name,
      vectorFromArray(
        order.map((row) => values[row]),
        type,
      ),
    ] as const
  })
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(new Table(Object.fromEntries(sorted)), 'stream')))
}
