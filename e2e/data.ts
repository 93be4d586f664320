import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Table, tableToIPC, vectorFromArray } from 'apache-arrow'
import { Table as WasmTable, writeParquet } from 'parquet-wasm/node'

const sample = join(import.meta.dirname, '..', 'resources', 'data')

/** A copy of the sample data that a test may change. */
export function dataDir(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-data-'))
  cpSync(sample, dir, { recursive: true })
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** Replaces a file as a careful producer does: written beside it, then renamed over it. */
export function replace(file: string, bytes: string | Uint8Array): void {
  writeFileSync(`${file}.new`, bytes)
  renameSync(`${file}.new`, file)
}

/** A small embedding as a parquet file. */
export function parquetOf(rows: number): Uint8Array {
  const column = <T>(value: (row: number) => T) => Array.from({ length: rows }, (_, row) => value(row))
  const table = new Table({
    episode_id: vectorFromArray(column((row) => `ep-${row % 10}`)),
    host_id: vectorFromArray(column((row) => `host-${row % 3}`)),
    profile: vectorFromArray(column((row) => (row % 2 ? 'benign' : 'port_scan'))),
    x: vectorFromArray(column((row) => Math.cos(row))),
    y: vectorFromArray(column((row) => Math.sin(row))),
    z: vectorFromArray(column((row) => row / rows)),
    phase_int: vectorFromArray(column((row) => row % 7)),
    predicted_int: vectorFromArray(column((row) => (row * 3) % 7)),
    cluster: vectorFromArray(column((row) => row % 5)),
    is_train: vectorFromArray(column((row) => row % 4 !== 0)),
  })
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(table, 'stream')))
}

/** Publishes events to a server as a producer beside it would. */
export async function publish(url: string, events: readonly unknown[]): Promise<void> {
  const answer = await fetch(`${url}/api/publish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  })
  const body = (await answer.json()) as { rejected?: unknown[] }
  if (!answer.ok || body.rejected?.length) throw new Error(`refused with ${answer.status}: ${JSON.stringify(body)}`)
}
