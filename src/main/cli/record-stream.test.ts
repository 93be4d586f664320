import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../shared/clock'
import { openSink } from '../recorder/mcap/sink'
import { loadZstd } from '../recorder/mcap/zstd'
import { runRecording } from '../recorder/recording/run'
import { contentOf, detection, opened } from '../recorder/testing/kit'
import { metric, testServer } from '../server/testing/server'
import { fetchEmbedding, remoteStream } from './record-stream'

test('[RECORD-1] a recording of a running server goes on over a break of the connection, and misses nothing', async () => {
  await loadZstd()
  const first = await testServer()
  const { broadcaster } = first
  broadcaster.publish([metric('gbt')])
  const said: string[] = []
  const remote = { url: first.url, token: undefined }
  const stream = await remoteStream(remote, systemClock, (sentence) => said.push(sentence))
  const file = join(first.dir, 'remote.mcap')
  const { retention, open } = stream
  const embedding = (sha256: string) => fetchEmbedding(remote, sha256)
  const run = runRecording({ sink: await openSink(file), retention, clock: systemClock, open, embedding })
  broadcaster.publish([detection(1), detection(2)])
  await expect.poll(() => run.figures().events).toBe(2)

  await first.close()
  broadcaster.publish([detection(3)])
  await testServer({ broadcaster, port: Number(new URL(first.url).port) })
  await expect.poll(() => run.figures().events, { timeout: 5_000 }).toBe(3)
  broadcaster.publish([detection(4)])
  await expect.poll(() => run.figures().events).toBe(4)
  run.stop()
  expect(await run.ended).toEqual({ kind: 'closed' })
  expect(said).toEqual(['the connection is lost; trying again', 'connected again'])

  const tape = await opened(file)
  const { drafts } = await tape.stateAt(tape.endMs, retention)
  expect(contentOf(drafts)).toEqual(contentOf(broadcaster.replica.since(0)))
  expect(tape.index.keyframes.filter(({ reset }) => reset)).toHaveLength(1)
  await tape.close()
})

test('[RECORD-2] where no server answers, or a token is missing, one sentence says so', async () => {
  const url = 'http://127.0.0.1:1'
  await expect(remoteStream({ url, token: undefined }, systemClock, () => {})).rejects.toThrow(
    `${url}: no server answers there; name one with --url`,
  )
  const server = await testServer()
  await expect(remoteStream({ url: server.url, token: 'wrong' }, systemClock, () => {})).rejects.toThrow(
    `${server.url}: does not know this token; give the one that the server was started with`,
  )
})
