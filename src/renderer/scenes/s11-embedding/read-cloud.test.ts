import {
  Bool,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int8,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Table,
  Uint16,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import type { EmbeddingSnapshot } from './cloud'
import { readCloud } from './read-cloud'

const snapshot: EmbeddingSnapshot = {
  sha256: '0'.repeat(64),
  rows: 4,
  bytes: 1,
  url: '/data/x.arrow',
  source: 'knn_v1.parquet',
  modified_at: 0,
  categories: { host_id: [], profile: [] },
  bounds: { min: [0, 0, 0], max: [2, 2, 2] },
}
// One type a column: a stream has one schema, whatever its dictionaries hold.
const types = [1, 2, 3].map((id) => new Dictionary(new Utf8(), new Int32(), id))
const strings = (values: string[], column = 0) => vectorFromArray(values, types[column] ?? new Utf8())
const integers = (values: number[]) => vectorFromArray(values, new Int8())

/** Each call has dictionaries of its own, as two row groups of a parquet have. */
function part(profiles: string[], train: boolean[], float: Float32 | Float64 = new Float32()) {
  const rows = profiles.map((_, row) => row)
  return new Table({
    x: vectorFromArray(rows, float),
    y: vectorFromArray(rows, float),
    z: vectorFromArray(rows, float),
    episode_id: strings(profiles.map((name) => `ep-${name}`)),
    host_id: strings(
      profiles.map(() => 'host-01'),
      1,
    ),
    profile: strings(profiles, 2),
    phase_int: integers(rows),
    predicted_int: integers(rows.map(() => 0)),
    cluster: integers(rows),
    is_train: vectorFromArray(train, new Bool()),
  })
}

/** A stream of one record batch a table; `size` is how many bytes come at once. */
function stream(tables: Table[], size = 100): ReadableStream<Uint8Array> {
  const writer = new RecordBatchStreamWriter()
  for (const table of tables) for (const batch of table.batches) writer.write(batch)
  writer.finish()
  const bytes = writer.toUint8Array(true)
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
}

const profilesOf = (cloud: Awaited<ReturnType<typeof readCloud>>) =>
  Array.from({ length: cloud.length }, (_, point) => cloud.names.profile.values[cloud.codes[point * 8] ?? 0])

describe('readCloud', () => {
  it('[SCATTER-7] hands the points over batch by batch, in however small pieces they come', async () => {
    const seen: [number, boolean][] = []
    const parts = [part(['idle', 'benign'], [true, false]), part(['idle', 'benign'], [false, true])]
    const cloud = await readCloud(stream(parts, 7), snapshot, ({ length, complete }) => {
      seen.push([length, complete])
    })
    expect(seen).toEqual([
      [2, false],
      [4, false],
      [4, true],
    ])
    expect([...cloud.positions.slice(0, 6)]).toEqual([-1, -1, -1, 0, 0, 0])
    expect([0, 1, 2, 3].map((point) => cloud.codes[point * 8 + 6])).toEqual([1, 0, 0, 1])
    expect(cloud.names.episode.values).toEqual(['ep-idle', 'ep-benign'])
  })

  it('[SCATTER-7] a batch may replace the dictionary: names keep their code', async () => {
    const parts = [part(['idle', 'benign'], [true, true]), part(['port_scan', 'idle'], [true, true])]
    const cloud = await readCloud(stream(parts), snapshot, () => {})
    expect(profilesOf(cloud)).toEqual(['idle', 'benign', 'port_scan', 'idle'])
  })

  it('[SCATTER-7] doubles are read as well; rows beyond those announced are left out', async () => {
    const cloud = await readCloud(stream([part(['a', 'b', 'c', 'd', 'e'], [], new Float64())]), snapshot, () => {})
    expect(cloud.length).toBe(4)
    expect(cloud.positions[9]).toBe(2)
  })

  it('[SCATTER-7] of a sample the quantised positions are read, and no more points than were asked for', async () => {
    const quantised = (name: string) =>
      new Field(
        name,
        new Uint16(),
        false,
        new Map([
          ['offset', '-1'],
          ['scale', '0.5'],
        ]),
      )
    const plain = part(['idle', 'benign', 'idle'], [true, false, true])
    const schema = new Schema(
      plain.schema.fields.map((field) => (/^[xyz]$/.test(field.name) ? quantised(field.name) : field)),
    )
    const integers = plain.batches[0]?.data.children.map((child, i) =>
      i < 3 ? (vectorFromArray([0, 3, 65_535], new Uint16()).data[0] ?? child) : child,
    )
    const data = makeData({ type: new Struct(schema.fields), length: 3, nullCount: 0, children: integers ?? [] })
    const table = new Table(schema, [new RecordBatch(schema, data)])
    const cloud = await readCloud(stream([table]), snapshot, () => {}, 2)
    expect([cloud.length, cloud.capacity, cloud.total]).toEqual([2, 2, 4])
    expect([...cloud.positions]).toEqual([-2, -2, -2, -0.5, -0.5, -0.5])
  })

  it('[SCATTER-7] a missing column, one of another type and a cut-off stream reject in a sentence', async () => {
    const table = part(['idle'], [true])
    await expect(readCloud(stream([table.select(['x', 'y', 'z'])]), snapshot, () => {})).rejects.toThrow(
      'no column "episode_id"',
    )
    const wrong = part(['idle'], [true]).assign(new Table({ cluster: vectorFromArray([1.5], new Float32()) }))
    await expect(readCloud(stream([wrong]), snapshot, () => {})).rejects.toThrow('"cluster" is Float32')
    await expect(readCloud(stream([table]), snapshot, () => {})).rejects.toThrow('ended after 1 of 4 points')
  })
})
