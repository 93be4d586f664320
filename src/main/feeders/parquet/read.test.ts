import * as arrow from 'apache-arrow'
import { Compression } from 'parquet-wasm'
import { describe, expect, test } from 'vitest'
import { arrowOf, ownTypes, parquetOf, type Row, rowsIn, rowsOf } from '../testing/parquet'
import { embeddingOf } from './embedding'
import { readArrowColumns, readParquetColumns } from './read-file'
import { readJsonColumns } from './read-rows'

const quiet = () => {}
const read = (bytes: Uint8Array) => embeddingOf(readParquetColumns(bytes, quiet))
const narrow = (row: Row): Row => ({ ...row, x: Math.fround(Number(row.x)), y: Math.fround(Number(row.y)), z: row.z })

describe('a parquet of any writer', () => {
  const rows = rowsOf(1_000)
  const other = {
    ...ownTypes,
    x: new arrow.Float64(),
    y: new arrow.Float64(),
    z: new arrow.Float64(),
    phase_int: new arrow.Int64(),
    predicted_int: new arrow.Int8(),
    cluster: new arrow.Uint16(),
    note: new arrow.Utf8(),
  }
  const wide = rows.map((row) => ({ ...row, phase_int: BigInt(Number(row.phase_int)), note: 'extra' }))
  const styles = [
    ['zstd pages', { compression: Compression.ZSTD }],
    ['gzip pages', { compression: Compression.GZIP }],
    ['snappy pages', { compression: Compression.SNAPPY }],
    ['no compression', { compression: Compression.UNCOMPRESSED }],
    ['many row groups', { rowGroup: 77 }],
    ['plain strings', { dictionary: false }],
  ] as const

  test.each(styles)(
    '[FEED-PARQUET-1] %s, doubles, int64, int8, uint16 and an extra column are read right',
    (_, style) => {
      const embedding = read(parquetOf(arrowOf(wide, other), style))
      expect(rowsIn(embedding.stream)).toEqual(rows.map(narrow))
      expect(embedding.leftOut).toBe(0)
    },
  )

  const item = new arrow.Field('item', new arrow.Int32())
  const extras: readonly (readonly [string, arrow.DataType, unknown])[] = [
    ['timestamp', new arrow.TimestampMillisecond(), 1_781_246_273_000],
    ['date', new arrow.DateDay(), new Date(0)],
    ['binary', new arrow.Binary(), Uint8Array.of(255)],
    ['decimal', new arrow.Decimal(2, 10), Uint32Array.of(7, 0, 0, 0)],
    ['list', new arrow.List(item), [1, 2]],
    ['fixed-size list', new arrow.FixedSizeList(1, item), [1]],
    ['struct', new arrow.Struct([item]), { item: 1 }],
  ]
  test.each(extras)('[FEED-PARQUET-5] an extra column of type %s is not looked at', (_, type, value) => {
    const table = arrowOf(
      rows.map((row) => ({ ...row, extra: value })),
      { ...ownTypes, extra: type },
    )
    expect(rowsIn(read(parquetOf(table)).stream)).toEqual(rows.map(narrow))
    const stream = arrow.tableToIPC(table, 'stream')
    expect(rowsIn(embeddingOf(readArrowColumns(stream, quiet)).stream)).toEqual(rows.map(narrow))
  })

  test('[FEED-PARQUET-1] dictionaries and large strings are read as strings', () => {
    const dictionary = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int16())
    const types = { ...ownTypes, host_id: dictionary, profile: new arrow.LargeUtf8() }
    expect(rowsIn(read(parquetOf(arrowOf(rows, types), { rowGroup: 300 })).stream)).toEqual(rows.map(narrow))
  })

  test('[FEED-PARQUET-1] integers that a writer with nulls made doubles of are integers again', () => {
    const holed = rows.map((row, i) => (i === 5 ? { ...row, predicted_int: null } : row))
    const types = { ...ownTypes, predicted_int: new arrow.Float64() }
    const found = rowsIn(read(parquetOf(arrowOf(holed, types))).stream)
    expect(found[5]?.predicted_int).toBe(-1)
    expect(found[6]?.predicted_int).toBe(rows[6]?.predicted_int)
  })

  test('[FEED-PARQUET-2] nulls: a row without a coordinate is left out, a text is unknown, a class -1, a flag false', () => {
    const empty = { x: 1, y: 2, z: 3 }
    const found = read(parquetOf(arrowOf([...rows.slice(0, 9), empty, { ...rows[9], x: null }])))
    expect(found).toMatchObject({ rows: 10, leftOut: 1 })
    const filler = { episode_id: 'unknown', host_id: 'unknown', profile: 'unknown' }
    const classes = { phase_int: -1, predicted_int: -1, cluster: -1, is_train: false }
    expect(rowsIn(found.stream)[9]).toEqual({ ...empty, ...filler, ...classes })
  })

  test('[FEED-PARQUET-2] rows with a coordinate that is not finite are left out, counted, and no part of the bounds', () => {
    const broken = rows.map((row, i) => {
      if (i === 0) return { ...row, x: Number.NaN }
      return i === 999 ? { ...row, z: Number.POSITIVE_INFINITY } : row
    })
    const found = read(parquetOf(arrowOf(broken)))
    expect(found).toMatchObject({ rows: 998, leftOut: 2 })
    expect(found.bounds).toEqual({ min: [0.25, 1 - 998 / 8, 0.5], max: [249.5, 0.875, 6.5] })
    expect(rowsIn(found.stream)).toEqual(rows.slice(1, 999).map(narrow))
  })
})

describe('the stream that is served', () => {
  test('[FEED-PARQUET-3] batches of 16,384 rows, float32, dictionaries, and integers in their smallest width', () => {
    const table = arrow.tableFromIPC(read(parquetOf(arrowOf(rowsOf(40_000)))).stream)
    expect(table.batches.map((batch) => batch.numRows)).toEqual([16_384, 16_384, 7_232])
    expect(Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]))).toEqual({
      x: 'Float32',
      y: 'Float32',
      z: 'Float32',
      episode_id: 'Dictionary<Int16, Utf8>',
      host_id: 'Dictionary<Int8, Utf8>',
      profile: 'Dictionary<Int8, Utf8>',
      phase_int: 'Int8',
      predicted_int: 'Int8',
      cluster: 'Int16',
      is_train: 'Bool',
    })
  })

  test('[FEED-PARQUET-3] the same rows of a parquet, of an Arrow stream and of JSON give the same bytes', () => {
    const rows = rowsOf(500)
    const { stream } = read(parquetOf(arrowOf(rows)))
    const json = new TextEncoder().encode(JSON.stringify(rows))
    expect(embeddingOf(readArrowColumns(arrow.tableToIPC(arrowOf(rows), 'stream'), quiet)).stream).toEqual(stream)
    expect(embeddingOf(readJsonColumns(json, quiet)).stream).toEqual(stream)
    expect(embeddingOf(readArrowColumns(stream, quiet)).stream).toEqual(stream)
  })
})

describe('what is no embedding', () => {
  const { cluster: _cluster, ...lacking } = ownTypes
  const rows = rowsOf(20)
  test('[FEED-PARQUET-4] an Arrow stream whose schema is broken is refused in our own words, not in those of the library’s code', () => {
    const stream = arrow.tableToIPC(arrowOf(rows), 'stream')
    stream.fill(0, 8, 12)
    expect(() => readArrowColumns(stream, quiet)).toThrow(/^is cut off or no Arrow stream$/)
  })

  const whole = parquetOf(arrowOf(rows))
  const big = rows.map((row) => ({ ...row, cluster: 2n ** 40n }))
  test.each([
    ['a missing column', () => parquetOf(arrowOf(rows, lacking)), /has no column "cluster"/],
    ['a cut-off file', () => whole.subarray(0, whole.length / 2), /cut off or no parquet/],
    ['no parquet', () => new TextEncoder().encode('hello'), /cut off or no parquet/],
    [
      'strings for numbers',
      () =>
        parquetOf(
          arrowOf(
            rows.map((row) => ({ ...row, x: 'a' })),
            { ...ownTypes, x: new arrow.Utf8() },
          ),
        ),
      /column "x" holds .*; numbers are needed/,
    ],
    [
      'numbers for strings',
      () =>
        parquetOf(
          arrowOf(
            rows.map((row) => ({ ...row, host_id: 1 })),
            { ...ownTypes, host_id: new arrow.Int32() },
          ),
        ),
      /column "host_id" holds .*; strings are needed/,
    ],
    [
      'a type that no text has',
      () =>
        parquetOf(
          arrowOf(
            rows.map((row) => ({ ...row, host_id: Uint8Array.of(1) })),
            { ...ownTypes, host_id: new arrow.Binary() },
          ),
        ),
      /column "host_id" holds Binary; strings are needed/,
    ],
    [
      'an integer beyond 32 bits',
      () => parquetOf(arrowOf(big, { ...ownTypes, cluster: new arrow.Int64() })),
      /column "cluster" holds an integer beyond 32 bits/,
    ],
    [
      'no finite row',
      () => parquetOf(arrowOf(rows.map((row) => ({ ...row, y: Number.NaN })))),
      /^has no row with finite .* among its 20$/,
    ],
  ])('[FEED-PARQUET-4] %s is said in one clause', (_, bytes, message) => {
    expect(() => read(bytes())).toThrow(message)
  })

  test.each([
    ['{', /line 1, column 2/],
    ['{}', /no array of rows/],
    ['[]', /no column|no rows/],
    ['[{"x":1,"y":"a"}]', /row 1, column "y": a number is needed/],
  ])('[FEED-PARQUET-4] JSON %s is refused with its place', (text, message) => {
    expect(() => embeddingOf(readJsonColumns(new TextEncoder().encode(text), quiet))).toThrow(message)
  })
})
