import { expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/event'
import { embeddingSnapshot } from '../../../shared/testing/events'
import { markerOf, opened, record, stage, stopped } from '../testing/kit'
import { tapeEmbeddings } from './tape-embeddings'

const named = (digit: string): EventDraft<'embedding_snapshot'> => ({
  ...embeddingSnapshot,
  payload: { ...embeddingSnapshot.payload, sha256: digit.repeat(64), url: `/data/${digit.repeat(64)}.arrow` },
})

test('[REHEARSE-8] an embedding is in the store before the event that speaks of it; one that is not in the file is not spoken of', async () => {
  await using at = await stage()
  const bytes = new Uint8Array([1, 2, 3])
  const run = await record(at, { embedding: async (sha256) => (sha256.startsWith('1') ? bytes : null) })
  at.broadcaster.publish([named('1')])
  at.clock.advance(1_500)
  await Promise.resolve()
  await stopped(run)
  const tape = await opened(run.file)
  const stored: string[] = []
  const warnings: string[] = []
  const withEmbedding = tapeEmbeddings({
    tape,
    restore({ sha256 }, stream) {
      stored.push(sha256.slice(0, 1))
      return stream.length === 3
    },
    warn: (sentence) => warnings.push(sentence),
  })
  expect(await withEmbedding([markerOf('a'), named('1')])).toHaveLength(2)
  expect(await withEmbedding([named('1')])).toHaveLength(1)
  expect(stored).toEqual(['1']) // it is there already
  expect(await withEmbedding([named('2'), markerOf('b')])).toEqual([markerOf('b')])
  expect(await withEmbedding([named('2')])).toEqual([])
  expect(warnings).toHaveLength(1)
  await tape.close()
})
