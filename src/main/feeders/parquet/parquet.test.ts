import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { fakeClock, systemClock } from '../../../shared/clock'
import { type Harness, harness } from '../testing/harness'
import { arrowOf, parquetOf, rowsIn, rowsOf } from '../testing/parquet'
import { buildWorker } from '../testing/worker'
import { parquetFeeder } from './parquet'
import { createReader } from './reader'

let spawn: () => Worker
let at: Harness | null = null
beforeAll(async () => {
  spawn = await buildWorker()
}, 60_000)
afterEach(() => at?.stop())

function begin(embedding?: string, thread = spawn) {
  const feeder = parquetFeeder({ spawn: thread, clock: systemClock, embedding })
  at = harness([feeder])
  return { ...at, embeddings: feeder.embeddings }
}
const file = (rows: number) => parquetOf(arrowOf(rowsOf(rows)))

test('[FEED-EMBEDDING-1] the event names the stream by its SHA-256, says what is in it, and carries the file’s time', async () => {
  const { start, write, eventually, of, embeddings, events } = begin()
  write('knn_v1.parquet', file(100), 1_781_240_000)
  await start()
  await eventually(() => expect(of('embedding_snapshot')).toHaveLength(1))
  const [snapshot] = of('embedding_snapshot')
  const stream = embeddings.stream(snapshot?.sha256 ?? '') ?? new Uint8Array()
  expect(createHash('sha256').update(stream).digest('hex')).toBe(snapshot?.sha256)
  expect(snapshot).toMatchObject({
    rows: 100,
    bytes: stream.byteLength,
    url: `/data/${snapshot?.sha256}.arrow`,
    source: 'knn_v1.parquet',
    modified_at: 1_781_240_000,
    categories: { profile: ['benign', 'exfiltration'] },
  })
  expect(events.find(({ type }) => type === 'embedding_snapshot')?.timestamp).toBe(1_781_240_000)
  expect(embeddings.current()).toEqual(snapshot)
  expect(of('ingest_job').at(-1)).toMatchObject({ state: 'done', done: 100, total: 100 })
})

test('[FEED-EMBEDDING-2] rows left out are told before the snapshot, and no more once a whole file has come', async () => {
  const { start, write, eventually, of, order, open } = begin()
  write('knn_v1.parquet', parquetOf(arrowOf([{ ...rowsOf(1)[0], x: Number.NaN }, ...rowsOf(9)])))
  await start()
  await eventually(() => expect(of('embedding_snapshot')).toHaveLength(1))
  const told = order.indexOf('alert embedding/left-out')
  expect(told).toBeGreaterThanOrEqual(0)
  expect(told).toBeLessThan(order.indexOf('embedding_snapshot'))
  expect(open.get('embedding/left-out')?.message).toMatch(/^knn_v1.parquet: 1 of 10 rows/)
  write('knn_v1.parquet', file(11))
  await eventually(() => expect(of('embedding_snapshot')).toHaveLength(2))
  expect(open.size).toBe(0)
})

test('[FEED-EMBEDDING-3] a broken file leaves the last good one and raises one alert, until it is mended', async () => {
  const { start, write, eventually, of, embeddings, open, raised, health } = begin()
  write('knn_v1.parquet', file(100))
  await start()
  await eventually(() => expect(embeddings.current()?.rows).toBe(100))
  write('knn_v1.parquet', file(200).subarray(0, 700))
  await eventually(() => expect(open.get('file/knn_v1.parquet')?.message).toMatch(/knn_v1.parquet: is cut off/))
  await eventually(() => expect(health().parquet?.state).toBe('broken'))
  expect(embeddings.current()?.rows).toBe(100)
  expect(of('embedding_snapshot')).toHaveLength(1)
  expect(raised).toHaveLength(1)
  write('knn_v1.parquet', file(200))
  await eventually(() => expect(embeddings.current()?.rows).toBe(200))
  await eventually(() => expect(open.size).toBe(0))
  await eventually(() => expect(health().parquet?.state).toBe('ok'))
})

test('[FEED-EMBEDDING-4] the stream before the current one can still be fetched, an older one cannot', async () => {
  const { start, write, eventually, embeddings } = begin()
  await start()
  const names: string[] = []
  for (const rows of [10, 20, 30]) {
    write('knn_v1.parquet', file(rows))
    await eventually(() => expect(embeddings.current()?.rows).toBe(rows))
    names.push(embeddings.current()?.sha256 ?? '')
  }
  expect(names.map((name) => embeddings.stream(name) !== null)).toEqual([false, true, true])
})

test('[FEED-EMBEDDING-5] a touched file that holds the same points is not published again', async () => {
  const { start, write, eventually, of } = begin()
  write('knn_v1.parquet', file(10), 1_781_240_000)
  await start()
  await eventually(() => expect(of('embedding_snapshot')).toHaveLength(1))
  write('knn_v1.parquet', file(10), 1_781_241_000)
  await eventually(() => expect(of('ingest_job').filter(({ state }) => state === 'done')).toHaveLength(2))
  expect(of('embedding_snapshot')).toHaveLength(1)
})

test('[FEED-EMBEDDING-6] knn_v1.json stands in where there is no parquet, and another path may be named', async () => {
  const { start, write, eventually, of } = begin('other/points.json')
  write('other/points.json', JSON.stringify(rowsOf(5)))
  await start()
  await eventually(() => expect(of('embedding_snapshot')[0]).toMatchObject({ rows: 5, source: 'other/points.json' }))
  at?.stop()
  const plain = begin()
  plain.write('knn_v1.json', JSON.stringify(rowsOf(6)))
  await plain.start()
  await plain.eventually(() =>
    expect(plain.of('embedding_snapshot')[0]).toMatchObject({ rows: 6, source: 'knn_v1.json' }),
  )
})

test('[FEED-EMBEDDING-13] a JSON with a byte order mark and carriage returns is one, and one that is not UTF-8 says so', async () => {
  const { start, write, eventually, of, open } = begin()
  write('knn_v1.json', `\uFEFF\r\n${JSON.stringify(rowsOf(6), null, 1).replaceAll('\n', '\r\n')}`)
  await start()
  await eventually(() => expect(of('embedding_snapshot')[0]).toMatchObject({ rows: 6 }))
  write('knn_v1.json', Buffer.from('[{"host_id":"caf\u00e9"}]', 'latin1'))
  await eventually(() => expect(open.get('file/knn_v1.json')?.message).toMatch(/^knn_v1.json: is not UTF-8;/))
})

test('[FEED-EMBEDDING-7] an upload of parquet or of an Arrow stream becomes the current one, a broken one is answered', async () => {
  const { start, embeddings, of } = begin()
  await start()
  expect(await embeddings.upload(Buffer.from(file(50)))).toMatchObject({ rows: 50 })
  const stream = embeddings.stream(embeddings.current()?.sha256 ?? '') ?? new Uint8Array()
  expect(await embeddings.upload(file(60))).toMatchObject({ rows: 60 })
  expect(await embeddings.upload(Buffer.from(stream))).toMatchObject({ rows: 50 })
  expect(await embeddings.upload(Buffer.from('nonsense'))).toEqual({
    error: expect.stringMatching(/the embedding is cut off/),
  })
  expect(of('embedding_snapshot').map(({ rows, source }) => [rows, source])).toEqual([
    [50, 'upload'],
    [60, 'upload'],
    [50, 'upload'],
  ])
})

test('[FEED-EMBEDDING-8] the JSON is by column, made once, and says what the stream says', async () => {
  const { start, embeddings } = begin()
  expect(embeddings.json()).toBeNull()
  await start()
  await embeddings.upload(file(30))
  const json = embeddings.json()
  expect(embeddings.json()).toBe(json)
  const { rows, columns } = JSON.parse(new TextDecoder().decode((await json) ?? new Uint8Array()))
  expect(rows).toBe(30)
  const stream = embeddings.stream(embeddings.current()?.sha256 ?? '') ?? new Uint8Array()
  rowsIn(stream).forEach((row, i) => {
    for (const [name, value] of Object.entries(row))
      expect(typeof value === 'number' ? Math.fround(columns[name][i]) : columns[name][i]).toBe(value)
  })
})

test('[FEED-EMBEDDING-9] a file that vanishes leaves its embedding, and its return is no news', async () => {
  const { start, write, eventually, embeddings, of, health } = begin()
  const path = write('knn_v1.parquet', file(10))
  await start()
  await eventually(() => expect(embeddings.current()?.rows).toBe(10))
  rmSync(path)
  await eventually(() => expect(health().parquet?.state).toBe('missing'))
  expect(embeddings.current()?.rows).toBe(10)
  write('knn_v1.parquet', file(10))
  await eventually(() => expect(health().parquet?.state).toBe('ok'))
  expect(of('embedding_snapshot')).toHaveLength(1)
})

test('[FEED-EMBEDDING-10] a broken file that goes away takes its alert along; a directory in its place is told by its name', async () => {
  const { start, write, eventually, open, dir, health } = begin()
  const path = write('knn_v1.parquet', 'PAR1')
  await start()
  await eventually(() => expect([...open.keys()]).toEqual(['file/knn_v1.parquet']))
  rmSync(path)
  await eventually(() => expect(open.size).toBe(0))
  expect(health().parquet?.state).toBe('missing')
  mkdirSync(join(dir, 'knn_v1.parquet'))
  await eventually(() => expect(open.size).toBe(1))
  expect([...open.values()][0]?.message).toMatch(
    /^knn_v1\.parquet: is a directory, not a file; an embedding is one file/,
  )
  rmSync(path, { recursive: true })
  write('knn_v1.parquet', file(10))
  await eventually(() => expect(health().parquet?.state).toBe('ok'))
  expect(open.size).toBe(0)
})

test('[FEED-EMBEDDING-11] where the parquet goes, the JSON behind it takes its place, as often as that happens', async () => {
  const { start, write, eventually, embeddings } = begin()
  write('knn_v1.json', JSON.stringify(rowsOf(6)))
  const path = write('knn_v1.parquet', file(10))
  await start()
  for (let turn = 0; turn < 2; turn++) {
    await eventually(() => expect(embeddings.current()?.rows).toBe(10))
    rmSync(path)
    await eventually(() => expect(embeddings.current()?.rows).toBe(6))
    write('knn_v1.parquet', file(10))
  }
})

/** A thread whose answers arrive only when they are let through. */
function heldThread() {
  const held: (() => void)[] = []
  let holding = false
  return {
    spawn() {
      const thread = spawn()
      const emit = thread.emit.bind(thread)
      const hand = (name: string, ...said: unknown[]) => {
        if (holding && name === 'message') return held.push(() => emit(name, ...said)) > 0
        return emit(name, ...said)
      }
      return Object.assign(thread, { emit: hand })
    },
    hold: () => {
      holding = true
    },
    letThrough() {
      holding = false
      for (const go of held.splice(0)) go()
    },
  }
}

test('[FEED-EMBEDDING-12] a file that went while it was read is not called broken', async () => {
  const thread = heldThread()
  const { start, write, eventually, health, of, open } = begin(undefined, thread.spawn)
  const json = write('knn_v1.json', '[{')
  const parquet = write('knn_v1.parquet', file(10))
  await start()
  await eventually(() => expect(health().parquet).toMatchObject({ state: 'ok', files: 2 }))
  thread.hold()
  rmSync(parquet)
  const states = () => of('ingest_job').flatMap(({ source, state }) => (source === 'knn_v1.json' ? [state] : []))
  await eventually(() => expect(states()).toEqual(['running']))
  rmSync(json)
  await eventually(() => expect(health().parquet?.state).toBe('missing'))
  thread.letThrough()
  await eventually(() => expect(states()).toEqual(['running', 'failed']))
  expect(open.size).toBe(0)
  expect(health().parquet?.state).toBe('missing')
})

test('[FEED-THREAD-1] the thread ends when it is idle, comes back when it is asked, and its death fails one request alone', async () => {
  const clock = fakeClock()
  const threads: Worker[] = []
  const ended = vi.fn()
  const reader = createReader(() => {
    const thread = spawn()
    thread.once('exit', ended)
    threads.push(thread)
    return thread
  }, clock)
  const bytes = (rows = 10) => ({ kind: 'bytes' as const, bytes: new Uint8Array(file(rows)) })
  expect(await reader.read(bytes(), () => {})).toMatchObject({ kind: 'embedding' })
  expect(await reader.read(bytes(), () => {})).toMatchObject({ kind: 'embedding' })
  expect(threads).toHaveLength(1)
  clock.advance(60_000)
  expect(await reader.read(bytes(), () => {})).toMatchObject({ kind: 'embedding' })
  expect(threads).toHaveLength(2)
  // Large enough that the thread is still at it when it is ended.
  const doomed = reader.read(bytes(100_000), () => {})
  const spared = reader.read(bytes(), () => {})
  await threads[1]?.terminate()
  expect(await doomed).toMatchObject({ kind: 'failed' })
  expect(await spared).toMatchObject({ kind: 'embedding' })
  reader.stop()
  expect(await reader.read(bytes(), () => {})).toMatchObject({ kind: 'failed', error: 'the server is stopping' })
})

test('[FEED-EMBEDDING-14] a server that feeds nothing names the one that an embedding is to be sent to', async () => {
  const { embeddings } = begin()
  expect(await embeddings.upload(file(1))).toEqual({
    error: 'this server reads no data directory; send the embedding to the one with --data',
  })
})
