import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { formatCursor } from '../../shared/cursor'
import type { Embeddings } from './deps'
import { defaultLimits } from './limits'
import { connected, send } from './testing/raw'
import { fakeEmbeddings, testServer } from './testing/server'

const name = 'b'.repeat(64)
const stream = Uint8Array.from({ length: 5_000 }, (_, i) => i)
const embeddings = fakeEmbeddings({ [name]: stream })

test('[DATA-1] an embedding by its name never changes, the current one is asked for again', async () => {
  const { url } = await testServer({ embeddings })
  const named = await fetch(`${url}/data/${name}.arrow`)
  expect(new Uint8Array(await named.arrayBuffer())).toEqual(stream)
  expect(Object.fromEntries(named.headers)).toMatchObject({
    'content-type': 'application/vnd.apache.arrow.stream',
    'cache-control': expect.stringContaining('immutable'),
    'content-length': '5000',
    etag: `W/"${name}"`,
  })
  const current = await fetch(`${url}/data/embedding.arrow`)
  expect([current.headers.get('etag'), current.headers.get('cache-control')]).toEqual([
    `W/"${name}"`,
    'private, no-cache',
  ])
  const again = await fetch(`${url}/data/embedding.arrow`, { headers: { 'if-none-match': `"${name}"` } })
  expect(again.status).toBe(304)
  const columns = await fetch(`${url}/data/embedding.json`)
  expect([await columns.json(), columns.headers.get('etag')]).toEqual([{ rows: 0, columns: {} }, `W/"${name}"`])
})

test('[DATA-2] what is not here is 404 with a sentence', async () => {
  const { url } = await testServer()
  for (const path of [`${'c'.repeat(64)}.arrow`, 'embedding.arrow', 'embedding.json', '..%2f..%2fetc.arrow']) {
    const answer = await fetch(`${url}/data/${path}`)
    expect([answer.status, await answer.json()]).toEqual([404, { error: expect.any(String) }])
  }
})

test('[DATA-3] a producer uploads a parquet or an Arrow stream', async () => {
  const { url } = await testServer()
  const put = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/data/embedding`, { method: 'PUT', body: Buffer.from(body), headers })
    return [answer.status, await answer.json()]
  }
  expect(await put('PAR1')).toEqual([200, { sha256: 'a'.repeat(64), rows: 4 }])
  expect(await put('nothing')).toEqual([400, { error: 'neither parquet nor Arrow' }])
  expect(await put('')).toEqual([400, { error: expect.stringContaining('empty') }])
  expect(await put('PAR1', { origin: url })).toEqual([401, { error: expect.stringContaining('producer token') }])
})

test('[DATA-4] an upload has its own limit, and is alone', async () => {
  const { url } = await testServer({ limits: { ...defaultLimits, upload: 1_000 } })
  const large = await fetch(`${url}/data/embedding`, { method: 'PUT', body: Buffer.alloc(2_000_000) })
  expect([large.status, await large.json()]).toEqual([413, { error: expect.stringContaining('limit "upload"') }])
  const first = await slowUpload(url)
  const second = await fetch(`${url}/data/embedding`, { method: 'PUT', body: 'PAR1', headers: octets })
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '5'])
  first.finish()
  expect((await first.answer).status).toBe(200)
  await expect
    .poll(async () => (await fetch(`${url}/data/embedding`, { method: 'PUT', body: 'PAR1', headers: octets })).status)
    .toBe(200)
})

test('[DATA-6] an upload that waited behind another answer and is cut off makes room for the next', async () => {
  const { url, broadcaster } = await testServer()
  const wire = await connected(url)
  const host = new URL(url).host
  wire.write(`GET /api/poll?wait=25&cursor=${formatCursor(broadcaster.head())} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  wire.write(`PUT /data/embedding HTTP/1.1\r\nHost: ${host}\r\ncontent-type: application/octet-stream\r\n`)
  wire.write('content-length: 4\r\n\r\nP')
  const put = async (body: string) =>
    (await fetch(`${url}/data/embedding`, { method: 'PUT', body, headers: octets })).status
  await expect.poll(() => put('')).toBe(503)
  wire.destroy()
  await expect.poll(() => put('PAR1')).toBe(200)
})

test('[DATA-7] an upload whose client has left keeps the next one out until it is read', async () => {
  let read = () => {}
  const begun = vi.fn()
  const upload: Embeddings['upload'] = () => {
    begun()
    return new Promise((resolve) => {
      read = () => resolve({ sha256: name, rows: 1 })
    })
  }
  const { url } = await testServer({ embeddings: { ...embeddings, upload } })
  const put = async () => (await fetch(`${url}/data/embedding`, { method: 'PUT', body: '', headers: octets })).status
  const leaving = await connected(url)
  const { host } = new URL(url)
  leaving.write(`PUT /data/embedding HTTP/1.1\r\nHost: ${host}\r\ncontent-length: 4\r\n\r\nPAR1`)
  await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce())
  leaving.destroy()
  await once(leaving, 'close')
  expect(await put()).toBe(503)
  read()
  await expect.poll(put).toBe(400)
})

test('[DATA-8] an embedding is coded for whoever is not at this machine, behind a proxy on it too', async () => {
  const { url } = await testServer({ embeddings })
  const behind = await testServer({ embeddings, trustedProxies: ['127.0.0.1'] })
  const codingOf = async (base: string, headers: Record<string, string>) => {
    const coded = { 'accept-encoding': 'br', ...headers }
    return (await send(base, `/data/${name}.arrow`, { headers: coded })).headers['content-encoding']
  }
  const phone = { 'x-forwarded-for': '192.168.7.30' }
  expect([await codingOf(url, {}), await codingOf(url, phone)]).toEqual([undefined, 'br'])
  expect([await codingOf(behind.url, {}), await codingOf(behind.url, phone)]).toEqual([undefined, 'br'])
})

test('[DATA-5] a sample of an embedding never changes either, is coded for everybody, and of one size', async () => {
  const { url } = await testServer({ embeddings })
  const address = `${url}/data/${name}.arrow?points=20000`
  const sample = await fetch(address, { headers: { 'accept-encoding': 'br' } })
  expect(new Uint8Array(await sample.arrayBuffer())).toEqual(stream.slice(0, 2_000))
  expect(Object.fromEntries(sample.headers)).toMatchObject({
    'content-type': 'application/vnd.apache.arrow.stream',
    'cache-control': expect.stringContaining('immutable'),
    'content-encoding': 'br',
    etag: `W/"${name}-20000"`,
  })
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('etag')]).toEqual([200, `W/"${name}-20000"`])
  const again = await fetch(address, { headers: { 'if-none-match': `"${name}-20000"` } })
  expect(again.status).toBe(304)
  for (const points of ['30000', '', 'all', '20000&points=20000', '-1', '020000']) {
    const refused = await fetch(`${url}/data/${name}.arrow?points=${points}`)
    expect([refused.status, await refused.json()]).toEqual([400, { error: expect.stringContaining('only 20000') }])
  }
  expect((await fetch(`${url}/data/${'c'.repeat(64)}.arrow?points=20000`)).status).toBe(404)
})

const octets = { 'content-type': 'application/octet-stream' }

/** An upload that has begun, and ends when it is told to. */
async function slowUpload(url: string) {
  const pipe = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
  const writer = pipe.writable.getWriter()
  const init: RequestInit = { method: 'PUT', body: pipe.readable, headers: octets, duplex: 'half' }
  const answer = fetch(`${url}/data/embedding`, init)
  await writer.write(Buffer.from('P'))
  await expect
    .poll(async () => (await fetch(`${url}/data/embedding`, { method: 'PUT', body: '', headers: octets })).status)
    .toBe(503)
  return { answer, finish: () => void writer.close() }
}
