import { tableFromIPC } from 'apache-arrow'
import { expect, test } from 'vitest'
import { arrowOf, parquetOf, type Row, rowsIn, rowsOf } from '../testing/parquet'
import { embeddingOf } from './embedding'
import { readParquetColumns } from './read-file'
import { sampleOf } from './to-sample'

const rows = rowsOf(40_000)
const { stream } = embeddingOf(readParquetColumns(parquetOf(arrowOf(rows)), () => {}))

test('[FEED-SAMPLE-1] a sample is the beginning of the stream, its positions within half a quantum', () => {
  const sample = tableFromIPC(sampleOf(stream, 20_000))
  const whole = rowsIn(stream).slice(0, 20_000)
  expect(sample.numRows).toBe(20_000)
  for (const axis of ['x', 'y', 'z']) {
    const { metadata, type } = sample.schema.fields.find(({ name }) => name === axis) ?? {}
    const [offset, scale] = [Number(metadata?.get('offset')), Number(metadata?.get('scale'))]
    expect(String(type)).toBe('Uint16')
    const values = [...(sample.getChild(axis) ?? [])].map((value) => offset + scale * Number(value))
    const off = values.map((value, i) => Math.abs(value - Number(whole[i]?.[axis])))
    expect(Math.max(...off)).toBeLessThanOrEqual(scale * 0.5001)
  }
  const others = (row: Readonly<Record<string, unknown>>) => ({ ...row, x: 0, y: 0, z: 0 })
  expect(sample.toArray().map((row) => others(row.toJSON()))).toEqual(whole.map(others))
})

test('[FEED-SAMPLE-2] of fewer points it has all, and a flat axis is a number', () => {
  const flat = rowsOf(10).map((row) => ({ ...row, z: 7 }))
  const small = embeddingOf(readParquetColumns(parquetOf(arrowOf(flat)), () => {})).stream
  const sample = tableFromIPC(sampleOf(small, 20_000))
  expect(sample.numRows).toBe(10)
  expect(sample.schema.fields.find(({ name }) => name === 'z')?.metadata.get('offset')).toBe('7')
  expect([...(sample.getChild('z') ?? [])]).toEqual(new Array(10).fill(0))
})

test('[FEED-ORDER-5] a file sorted by cluster is served in a fair order, each row as it was; sorted by turns it stays', () => {
  const read = (given: readonly Row[]) =>
    rowsIn(embeddingOf(readParquetColumns(parquetOf(arrowOf(given)), () => {})).stream)
  const key = (row: Row) => JSON.stringify(row)
  const sorted = rows.slice(0, 6_000).sort((a, b) => Number(a.cluster) - Number(b.cluster))
  const served = read(sorted)
  expect(new Set(served.slice(0, 1_500).map(({ cluster }) => cluster)).size).toBe(300)
  expect(served.map(key).sort()).toEqual(sorted.map(key).sort())
  expect(read(rows.slice(0, 6_000)).map(key)).toEqual(rows.slice(0, 6_000).map(key))
})
