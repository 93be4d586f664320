import { createRequire } from 'node:module'
import { installed } from '../installed'

/** As much of DuckDB's client as is used here: it is no dependency, and measured where somebody installed it. */
interface Client {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{ run(sql: string): Promise<{ fetchAllChunks(): Promise<unknown> }> }>
    }>
  }
}

export interface DuckDb {
  /** Reads a parquet file's columns into memory. */
  read(file: string, columns: readonly string[]): Promise<void>
}

/** DuckDB in this process; null where it is not installed. */
export async function openDuckDb(): Promise<DuckDb | null> {
  const module = installed('@duckdb/node-api')
  if (!module) return null
  // Not imported: what runs the bench has closed its importer by now.
  const { DuckDBInstance } = createRequire(module)(module) as Client
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  return {
    async read(file, columns) {
      const result = await connection.run(`SELECT ${columns.join(', ')} FROM read_parquet('${file}')`)
      await result.fetchAllChunks()
    },
  }
}
