import { rm } from 'node:fs/promises'
import { McapIndexedReader, McapStreamReader, type TypedMcapRecord } from '@mcap/core'
import { describe, expect, test } from 'vitest'
import { KEYFRAME, tapedTopics } from '../mcap/channels'
import { openSink, type Sink, sinkOf } from '../mcap/sink'
import { CHUNK_BYTES, CHUNK_MS } from '../mcap/writer'
import { decompressHandlers } from '../mcap/zstd'
import { bytesOf, contentOf, deckAt, detection, markerOf, opened, record, stage, stopped } from '../testing/kit'

async function indexedReader(file: string): Promise<McapIndexedReader> {
  const bytes = await bytesOf(file)
  const read = async (offset: bigint, size: bigint) => bytes.subarray(Number(offset), Number(offset + size))
  return McapIndexedReader.Initialize({
    readable: { size: async () => BigInt(bytes.length), read },
    decompressHandlers,
  })
}

async function streamed(file: string): Promise<TypedMcapRecord[]> {
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true })
  reader.append(await bytesOf(file))
  const records: TypedMcapRecord[] = []
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) records.push(record)
  expect(reader.done()).toBe(true)
  return records
}

const textOf = (data: Uint8Array) => JSON.parse(new TextDecoder().decode(data))

describe('the file', () => {
  test("[REC-1] MCAP's own readers read it, by its index and as a stream: a channel and a JSON schema per topic", async () => {
    await using at = await stage()
    at.broadcaster.publish([detection(0)])
    const run = await record(at)
    for (let n = 1; n < 500; n++) {
      at.broadcaster.publish([detection(n)])
      at.clock.advance(20)
    }
    at.broadcaster.publish([deckAt(9)])
    await stopped(run)

    const reader = await indexedReader(run.file)
    expect(reader.header.profile).toBe('lectern')
    expect([...reader.channelsById.values()].map(({ topic }) => topic)).toEqual([KEYFRAME, ...tapedTopics])
    for (const { schemaId } of reader.channelsById.values()) {
      const schema = reader.schemasById.get(schemaId)
      expect(schema?.encoding).toBe('jsonschema')
      expect(textOf(schema?.data ?? new Uint8Array())).toMatchObject({ type: 'object' })
    }
    const detections: unknown[] = []
    for await (const message of reader.readMessages({ topics: ['live_detection'], validateCrcs: true })) {
      detections.push(textOf(message.data))
    }
    expect(detections).toHaveLength(499)
    const head = at.broadcaster.head()
    expect(detections[0]).toEqual({ ...detection(1), id: `${head.epoch}:2` })
    expect(Number(reader.statistics?.messageCount)).toBe(501)

    const messages = (await streamed(run.file)).filter(({ type }) => type === 'Message')
    expect(messages).toHaveLength(501)
  })

  test('[REC-10] what was published right before it is stopped is in it', async () => {
    await using at = await stage()
    const run = await record(at)
    for (let n = 0; n < 6_000; n++) at.broadcaster.publish([detection(n)]) // a keyframe falls into them
    await stopped(run)
    const tape = await opened(run.file)
    const { drafts } = await tape.stateAt(tape.endMs, at.retention)
    expect(contentOf(drafts)).toEqual(contentOf(at.broadcaster.replica.since(0)))
    await tape.close()
  })

  test('[REC-2] a chunk is closed before it spans a second, and by 256 KiB', async () => {
    await using at = await stage()
    const run = await record(at)
    at.broadcaster.publish([detection(1)])
    at.clock.advance(CHUNK_MS + 100)
    const before = run.figures().bytes
    at.broadcaster.publish([detection(2)])
    at.clock.advance(CHUNK_MS + 100)
    expect(run.figures().bytes).toBeGreaterThan(before) // by time alone, though nothing followed
    for (let n = 0; n < 4_000; n++) at.broadcaster.publish([detection(n, 'x'.repeat(200))])
    at.clock.advance(1_000)
    await stopped(run)
    const reader = await indexedReader(run.file)
    for (const chunk of reader.chunkIndexes) {
      expect(chunk.compression).toBe('zstd')
      expect(Number(chunk.messageEndTime - chunk.messageStartTime)).toBeLessThan(1e9)
      expect(Number(chunk.uncompressedSize)).toBeLessThan(CHUNK_BYTES + 1_000)
    }
    expect(reader.chunkIndexes.length).toBeGreaterThan(4)
  })

  test('[REC-3] a keyframe stands at the start, after 30 seconds, after 5,000 events, and before a marker', async () => {
    await using at = await stage()
    const run = await record(at)
    const started = at.clock.now()
    at.broadcaster.publish([detection(1)])
    at.clock.advance(31_000)
    at.broadcaster.publish([detection(2)])
    at.clock.advance(10_000)
    at.broadcaster.publish([markerOf('the turn'), markerOf('shares it')])
    at.clock.advance(2_000)
    for (let n = 0; n < 6_000; n++) {
      at.broadcaster.publish([detection(n)])
      if (n % 10 === 9) at.clock.advance(10)
    }
    at.clock.advance(1_000)
    await stopped(run)
    const tape = await opened(run.file)
    const seconds = tape.index.keyframes.map(({ atMs }) => (atMs - started) / 1000)
    expect(seconds.slice(0, 3)).toEqual([0, 0, 31])
    expect(seconds).toHaveLength(4)
    expect(tape.index.keyframes.map(({ reset }) => reset)).toEqual([true, false, false, false])
    await tape.close()
  })

  test('[REC-11] a clock that is set meanwhile leaves the times between events as they were', async () => {
    await using at = await stage()
    const run = await record(at)
    const started = at.clock.now()
    for (const step of [-3_600_000, 7_200_000, 0]) {
      at.clock.step(step)
      at.clock.advance(20_000)
      at.broadcaster.publish([markerOf('a minute in three')])
    }
    expect(run.figures().duration_s).toBe(60)
    await stopped(run)
    const tape = await opened(run.file)
    expect([tape.startMs, tape.endMs]).toEqual([started, started + 60_000])
    expect(tape.index.marks.map(({ at_ms }) => at_ms - started)).toEqual([20_000, 40_000, 60_000])
    expect(tape.index.keyframes).toHaveLength(4)
    await tape.close()
  })

  test('[REC-4] a keyframe too large for a chunk goes over several, and what is published meanwhile follows it whole', async () => {
    await using at = await stage()
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => ({
        type: 'prediction' as const,
        payload: { episode_id: `e-${from + i} ${'x'.repeat(200)}`, window_idx: 1, predicted: 'scan' },
        timestamp: 1_781_246_273,
        origin: 'live' as const,
      }))
    at.broadcaster.publish(many(0, 4_096))
    const run = await record(at) // its first part is out, the others wait for their turns
    at.broadcaster.publish(many(4_096, 4_200))
    at.clock.advance(3_000)
    at.broadcaster.publish([markerOf('one more')])
    at.broadcaster.publish(many(4_200, 4_210))
    at.clock.advance(3_000)
    await stopped(run)
    const tape = await opened(run.file)
    expect(tape.index.keyframes).toHaveLength(2)
    expect(tape.index.chunks.length).toBeGreaterThan(8)
    const { drafts } = await tape.stateAt(tape.endMs, at.retention)
    expect(contentOf(drafts)).toEqual(contentOf(at.broadcaster.replica.since(0)))
    await tape.close()
  })

  test('[REC-5] an embedding is attached once per name, and again when another takes its place', async () => {
    await using at = await stage()
    const streams = new Map([1, 2].map((n) => [String(n).repeat(64), new Uint8Array(1_000).fill(n)]))
    const speak = (n: number) => {
      const sha256 = String(n).repeat(64)
      const snapshot = { sha256, rows: n, bytes: 1_000, url: `/data/${sha256}.arrow`, source: 'knn', modified_at: 1 }
      const bounds = { min: [0, 0, 0], max: [1, 1, 1] } as {
        min: [number, number, number]
        max: [number, number, number]
      }
      const payload = { ...snapshot, categories: { host_id: [], profile: [] }, bounds }
      at.broadcaster.publish([{ type: 'embedding_snapshot', payload, timestamp: 1, origin: 'live' }])
    }
    const run = await record(at, { embedding: async (sha256) => streams.get(sha256) ?? null })
    for (const n of [1, 1, 2, 1]) {
      speak(n)
      at.clock.advance(1_500)
      await Promise.resolve()
    }
    await stopped(run)
    expect((await indexedReader(run.file)).attachmentIndexes.map(({ name }) => name)).toEqual(
      [...streams.keys()].map((sha256) => `${sha256}.arrow`),
    )
    const records = await streamed(run.file) // checks their checksums
    expect(records.filter(({ type }) => type === 'Attachment')).toHaveLength(2)
    const tape = await opened(run.file)
    for (const [sha256, bytes] of streams) expect(await tape.embedding(sha256)).toEqual(bytes)
    expect(await tape.embedding('3'.repeat(64))).toBeNull()
    await tape.close()
  })
})

/** A disk that takes so many bytes. */
const fullAfter =
  (limit: number) =>
  async (file: string): Promise<Sink> => {
    const disk = await openSink(file)
    let taken = 0
    const writeAll = async (bytes: Uint8Array) => {
      taken += bytes.length
      if (taken > limit) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      disk.write(bytes)
      await disk.drained()
    }
    return sinkOf(writeAll, disk)
  }

describe('the disk', () => {
  test('[REC-6] a full disk ends the recording with the reason; the stream goes on, and the file plays', async () => {
    await using at = await stage()
    const run = await record(at, { sink: fullAfter(40_000) })
    let told = 0
    at.broadcaster.open({ filter: null, tickMs: 40, writable: () => true, send: () => told++ }, null)
    let outcome: unknown = null
    void run.ended.then((ended) => {
      outcome = ended
    })
    for (let n = 0; outcome === null && n < 10_000; n++) {
      at.broadcaster.publish([detection(n, String(Math.random()))])
      at.clock.advance(100)
      await new Promise(setImmediate)
    }
    expect(outcome).toEqual({ kind: 'failed', error: 'the disk is full' })
    const before = told
    at.broadcaster.publish([detection(1)])
    expect(told).toBe(before + 1)
    expect(at.broadcaster.clients).toBe(1)
    const tape = await opened(run.file)
    expect(tape.endMs).toBeGreaterThan(tape.startMs)
    await tape.close()
  })

  test('[REC-7] a directory that vanishes ends the recording within two seconds', async () => {
    await using at = await stage()
    const run = await record(at)
    await rm(at.dir, { recursive: true })
    at.clock.advance(1_000)
    expect(await run.ended).toEqual({ kind: 'failed', error: 'its file or directory was taken away' })
  })

  test('[REC-8] while the disk lags behind nothing piles up: the recorder waits, and catches up by the journal or a keyframe', async () => {
    await using at = await stage({ journal: 64 })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = async (file: string): Promise<Sink> => {
      const disk = await openSink(file)
      const writeAll = async (bytes: Uint8Array) => {
        await held
        disk.write(bytes)
        await disk.drained()
      }
      return sinkOf(writeAll, disk)
    }
    const run = await record(at, { sink: slow })
    const noise = () => Array.from({ length: 10 }, () => Math.random().toString(36)).join('')
    for (let n = 0; n < 60_000; n++) {
      at.broadcaster.publish([detection(n, noise())])
      if (n % 20 === 0) at.clock.advance(100)
    }
    expect(run.figures().bytes).toBeLessThan(1.5 * 1024 * 1024)
    release()
    while (!run.caughtUp()) {
      at.clock.advance(100)
      await new Promise(setImmediate)
    }
    await stopped(run)
    const tape = await opened(run.file)
    const { drafts } = await tape.stateAt(tape.endMs, at.retention)
    expect(contentOf(drafts)).toEqual(contentOf(at.broadcaster.replica.since(0)))
    await tape.close()
  })
})
