import { copyFileSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { decompress, isLoaded } from '@foxglove/wasm-zstd'
import { tableFromIPC } from 'apache-arrow'
import { asyncBufferFromFile, parquetRead } from 'hyparquet'
import { readParquet } from 'parquet-wasm/node'
import { dataDir } from '../../e2e/data'
import { createReader } from '../../src/main/feeders/parquet/reader'
import { systemClock } from '../../src/shared/clock'
import { bigParquet, columns, sortedParquet } from '../feeder/big-parquet'
import { type DuckDb, openDuckDb } from '../feeder/duck-db'
import { loopDelays } from '../feeder/loop-delays'
import { type Part, type Row, row } from '../part'
import { median } from '../stats'

const root = join(import.meta.dirname, '..', '..')
const sample = join(root, 'resources', 'data', 'knn_v1.parquet')

export const feeder: Part = {
  name: 'feeder',
  what: 'from a parquet file to Arrow that can be served, beside bare parquet-wasm to an Arrow table, hyparquet to columns and, where it is installed, DuckDB to columns; the event loop meanwhile',
  async run({ full, note }) {
    const dir = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
    const big = join(dir, 'big.parquet')
    writeFileSync(big, bigParquet(readFileSync(sample), 10))
    const sorted = join(dir, 'sorted.parquet')
    writeFileSync(sorted, sortedParquet(readFileSync(sample)))
    const duckDb = await openDuckDb()
    const rows = [
      ...(await compare(duckDb, sample, '150,000 rows', full ? 15 : 9)),
      ...(await compare(duckDb, sorted, '150,000 rows, sorted by cluster', full ? 15 : 9)),
      ...(await compare(duckDb, big, '1,500,000 rows', full ? 5 : 3)),
      ...(await eventLoop(note)),
    ]
    return duckDb ? rows : [...rows, row({ figure: 'DuckDB', value: null, unit: 'ms', remark: 'not installed' })]
  },
}

/** Everybody in turn, every round: what else this machine does meets all of them. */
async function compare(duckDb: DuckDb | null, file: string, figure: string, rounds: number): Promise<Row[]> {
  const reader = createReader(() => new Worker(join(root, 'out', 'main', 'parquet-worker.js')), systemClock)
  await isLoaded
  const compressors = { ZSTD: (input: Uint8Array, bytes: number) => decompress(input, bytes) }
  const contestants = {
    async ours() {
      const reply = await reader.read({ kind: 'file', path: file }, () => {})
      if (reply.kind !== 'embedding') throw new Error(`the file was not read: ${JSON.stringify(reply)}`)
    },
    async wasm() {
      tableFromIPC(readParquet(readFileSync(file), { columns }).intoIPCStream())
    },
    async hyparquet() {
      await parquetRead({ file: await asyncBufferFromFile(file), columns, compressors, onChunk: () => {} })
    },
    duckDb: async () => duckDb?.read(file, columns),
  }
  const times = { ours: [] as number[], wasm: [] as number[], hyparquet: [] as number[], duckDb: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    for (const name of ['ours', 'wasm', 'hyparquet', 'duckDb'] as const) {
      const begun = performance.now()
      await contestants[name]()
      // The first round compiles and warms.
      if (round > 0) times[name].push(performance.now() - begun)
    }
  }
  reader.stop()
  const value = median(times.ours)
  return [
    row({
      ...{ figure, value, unit: 'ms', peer: { name: 'parquet-wasm', value: median(times.wasm) } },
      goal: { of: 'ratio', atMost: 1.5 },
    }),
    row({ figure, value, unit: 'ms', peer: { name: 'hyparquet', value: median(times.hyparquet) } }),
    ...(duckDb ? [row({ figure, value, unit: 'ms', peer: { name: 'DuckDB', value: median(times.duckDb) } })] : []),
  ]
}

async function eventLoop(note: (text: string) => void): Promise<Row[]> {
  const data = dataDir()
  try {
    const reload = () => {
      const file = join(data.dir, 'knn_v1.parquet')
      copyFileSync(sample, `${file}.new`)
      renameSync(`${file}.new`, file)
    }
    const delays = await loopDelays(data.dir, reload)
    note(`event loop delays at most: ${JSON.stringify(delays)}`)
    const more = (delay: number) => delay - delays.idle
    return [
      row({
        ...{ figure: 'event loop, longest delay while 150,000 rows load, above idle', value: more(delays.loading) },
        ...{ unit: 'ms', goal: { of: 'value', atMost: 15 }, remark: `idle ${delays.idle.toFixed(1)} ms` },
      }),
      row({
        ...{ figure: 'event loop, longest delay from listening on, first load, above idle', value: more(delays.start) },
        unit: 'ms',
      }),
    ]
  } finally {
    data.remove()
  }
}
