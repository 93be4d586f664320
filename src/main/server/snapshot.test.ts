import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { parseSnapshotBody } from '../../shared/wire'
import { answer, type Coding, codedOnce, codingFor, matches } from './representation'
import { send } from './testing/raw'
import { metric, testServer } from './testing/server'

const models = Array.from({ length: 40 }, (_, i) => metric(`model-${i}`))

async function snapshot(url: string, path = '/api/snapshot') {
  const parsed = parseSnapshotBody(await (await fetch(url + path)).text())
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.message
}

describe('GET /api/snapshot', () => {
  test('[SNAPSHOT-1] is everything retained, oldest first, complete in itself', async () => {
    const { url, broadcaster } = await testServer()
    broadcaster.publish([metric('gbt'), metric('mlp'), metric('gbt')])
    const body = await snapshot(url)
    expect(body.events.map(({ offset }) => offset)).toEqual([2, 3])
    expect([body.cursor, body.complete, body.retention]).toEqual([broadcaster.head(), true, broadcaster.retention])
  })

  test('[SNAPSHOT-2] holds the topics that are asked for', async () => {
    const { url, broadcaster } = await testServer()
    broadcaster.publish([metric('gbt')])
    expect((await snapshot(url, '/api/snapshot?types=totals,nonsense')).events).toEqual([])
    expect((await snapshot(url, '/api/snapshot?types=totals,model_metric')).events).toHaveLength(1)
    expect((await snapshot(url, '/api/snapshot?types=')).events).toEqual([])
  })

  test('[SNAPSHOT-3] its ETag is the cursor: 304 until something is published', async () => {
    const { url, broadcaster } = await testServer()
    broadcaster.publish([metric('gbt')])
    const first = await fetch(`${url}/api/snapshot`)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toBe(`W/"${broadcaster.head().epoch}:1"`)
    const again = () => send(url, '/api/snapshot', { headers: { 'if-none-match': etag } })
    expect(await again()).toMatchObject({ status: 304, text: '' })
    broadcaster.publish([metric('gbt')])
    expect((await again()).status).toBe(200)
  })

  test('[SNAPSHOT-4] comes in brotli or gzip, the same for whoever asks', async () => {
    const { url, broadcaster } = await testServer({ clock: fakeClock() })
    broadcaster.publish(models)
    const ask = async (coding: string) => {
      const answer = await fetch(`${url}/api/snapshot`, { headers: { 'accept-encoding': coding } })
      return { coding: answer.headers.get('content-encoding'), text: await answer.text() }
    }
    const [br, gzip, plain] = [await ask('gzip, br'), await ask('gzip'), await ask('identity')]
    expect([br.coding, gzip.coding, plain.coding]).toEqual(['br', 'gzip', null])
    expect([br.text, gzip.text]).toEqual([plain.text, plain.text])
    expect([brotliDecompressSync, gunzipSync]).toHaveLength(2)
  })

  test('[SNAPSHOT-5] tells the time within a second, however long nothing is published', async () => {
    const clock = fakeClock()
    const { url } = await testServer({ clock })
    expect((await snapshot(url)).now).toBe(clock.now() / 1000)
    clock.advance(5_000)
    expect((await snapshot(url)).now).toBe(clock.now() / 1000)
  })

  test('[SNAPSHOT-6] of a clock that was set back it tells the time within a second, too', async () => {
    const clock = fakeClock()
    const { url } = await testServer({ clock })
    await snapshot(url)
    clock.step(-3_600_000)
    clock.advance(1_000)
    expect((await snapshot(url)).now).toBe(clock.now() / 1000)
  })
})

test('[HTTP-5] a coding is one that the client takes', () => {
  expect([undefined, 'gzip', 'br;q=1.0, gzip', 'br;q=0, gzip;q=0.5', 'br;q=0.0', 'identity'].map(codingFor)).toEqual([
    null,
    'gzip',
    'br',
    'gzip',
    null,
    null,
  ])
})

test('[HTTP-6] If-None-Match compares weakly', () => {
  expect([matches('W/"a", "b"', '"a"'), matches('"b"', 'W/"b"'), matches('*', '"c"'), matches('"a"', '"c"')]).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('[HTTP-10] where a coding failed the bytes go out as they are, and it is made again for who asks next', async () => {
  // The server answered 500 to whoever takes brotli, for as long as it held the file.
  const failures = [new Error('no memory')]
  const code = vi.fn(async (coding: Coding) => {
    const failure = failures.pop()
    if (failure) throw failure
    return Buffer.from(`in ${coding}`)
  })
  const found = { bytes: Buffer.from('plain'), headers: {}, etag: '"a"', coded: codedOnce(code) }
  const app = Fastify().get('/', (request, reply) => answer(request, reply, found))
  const ask = async () => {
    const { headers, payload } = await app.inject({ url: '/', headers: { 'accept-encoding': 'br' } })
    return [headers['content-encoding'], payload]
  }
  expect(await ask()).toEqual([undefined, 'plain'])
  expect(await Promise.all([ask(), ask()])).toEqual(Array(2).fill(['br', 'in br']))
  expect(code).toHaveBeenCalledTimes(2)
})
