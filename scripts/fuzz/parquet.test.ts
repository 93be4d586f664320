import { tableToIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createReader } from '../../src/main/feeders/parquet/reader'
import { arrowOf, parquetOf, rowsOf } from '../../src/main/feeders/testing/parquet'
import { buildWorker } from '../../src/main/feeders/testing/worker'
import { systemClock } from '../../src/shared/clock'
import { rounds } from './rounds'

const reader = createReader(await buildWorker(), systemClock)
afterAll(() => reader.stop())

const table = arrowOf(rowsOf(200))
const seeds = [parquetOf(table), parquetOf(table, { dictionary: false, rowGroup: 50 }), tableToIPC(table, 'stream')]
/** Good files with some bytes changed, cut out or cut off: what a half-written or rotten disk gives. */
const damaged = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  )
  .map(([seed, changes, cut]) => {
    const bytes = Uint8Array.from(seed)
    for (const [place, byte] of changes) bytes[Math.floor(place * bytes.length)] = byte
    return cut === null ? bytes : bytes.slice(0, Math.floor(cut * bytes.length))
  })
const anything = fc
  .tuple(fc.constantFrom('PAR1', 'ARROW1', '[', '{"rows":', ''), fc.uint8Array())
  .map(([magic, rest]) => Uint8Array.from([...Buffer.from(magic), ...rest]))

test('[FUZZ-4] whatever bytes come as an embedding, they are points or a reason, and the next good file is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: damaged }, anything), async (bytes) => {
      const reply = await reader.read({ kind: 'bytes', bytes: Uint8Array.from(bytes) }, () => {})
      if (reply.kind === 'failed') {
        expect(reply.error).not.toMatch(/undefined|\n/)
        return
      }
      expect(reply.kind).toBe('embedding')
      if (reply.kind !== 'embedding') return
      const { min, max } = reply.embedding.bounds
      expect([...min, ...max].every(Number.isFinite)).toBe(true)
      expect((await reader.json(reply.embedding.stream)).kind).toBe('json')
    }),
    rounds(60),
  )
  const good = Uint8Array.from(seeds[0] ?? [])
  expect(await reader.read({ kind: 'bytes', bytes: good }, () => {})).toMatchObject({ embedding: { rows: 200 } })
}, 600_000)
