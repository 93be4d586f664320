import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import { embeddingSnapshot } from '../../../shared/testing/events'
import { createStore } from './embedding-store'
import { createReader } from './reader'

const reader = createReader(() => {
  throw new Error('nothing is read here')
}, fakeClock())

function embedding(text: string) {
  const stream = new Uint8Array(Buffer.from(text))
  const sha256 = createHash('sha256').update(stream).digest('hex')
  return { stream, sha256, snapshot: { ...embeddingSnapshot.payload, sha256 } }
}

test('[FEED-EMBEDDING-4] the stream before one that was restored can still be fetched, and become the current one again', () => {
  const store = createStore(reader, async () => ({ error: 'not here' }))
  const [first, second] = [embedding('first'), embedding('second')]
  for (const { snapshot, stream } of [first, second]) expect(store.restore(snapshot, stream)).toBe(true)
  const held = () => [first, second].map(({ sha256 }) => store.stream(sha256) !== null)
  expect([store.current()?.sha256, held()]).toEqual([second.sha256, [true, true]])
  expect(store.restore(first.snapshot, first.stream)).toBe(true)
  expect([store.current()?.sha256, held()]).toEqual([first.sha256, [true, true]])
  expect(store.restore(embedding('third').snapshot, first.stream)).toBe(false)
})
