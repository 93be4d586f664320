import { once } from 'node:events'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { cert, key } from '../config/testing/certificate'
import { testServer } from '../server/testing/server'
import { postLines, publishLines } from './publish'
import { remoteStream } from './record-stream'

test('[CLI-7] a producer without the right token is told which flag mends it', async () => {
  const { url } = await testServer({ tokens: { producer: 'right', audience: 'room' }, audienceOpen: false })
  for (const token of ['wrong', 'room']) {
    await expect(postLines({ url, token, role: 'producer' }, ['{}'])).rejects.toThrow(
      /^http.*; give --producer-token, or set LECTERN_PRODUCER_TOKEN$/,
    )
  }
  expect(await postLines({ url, token: 'right', role: 'producer' }, ['{}'])).toMatchObject({ accepted: 0 })
})

test('[CLI-13] who refuses is quoted, and what stands before a server and says nothing is told by its status', async () => {
  let answer = { status: 403, body: '<h1>Forbidden</h1>' }
  const proxy = createServer((_request, response) => response.writeHead(answer.status).end(answer.body))
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  const address = proxy.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const said = () => postLines({ url, token: 'right', role: 'producer' }, ['{}']).catch(({ message }) => message)
  expect(await said()).toBe(`${url}: answered with status 403`)
  answer = { status: 403, body: '{"error":"the role audience may not do this: bring the producer token"}' }
  expect(await said()).toBe(
    `${url}: the role audience may not do this: bring the producer token; give --producer-token, or set LECTERN_PRODUCER_TOKEN`,
  )
  answer = { status: 429, body: '{"error":"too many"}' }
  expect(await said()).toBe(`${url}: too many`)
})

test('[CLI-11] an answer that is not a Lectern’s ends with one sentence', async () => {
  const other = createServer((_request, response) => response.end('<html>hello</html>'))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const address = other.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await expect(postLines({ url, token: undefined, role: 'producer' }, ['{}'])).rejects.toThrow(
    new RegExp(`^${url}: is no Lectern, or another version \\(.*\\); name one with --url$`),
  )
})

test('[CLI-18] an answer that does not end is not read to its end, and one sentence says so', async () => {
  const endless = createServer((_request, response) => void response.write('x'.repeat(1024 * 1024 + 1)))
  endless.listen(0, '127.0.0.1')
  await once(endless, 'listening')
  onTestFinished(() => {
    endless.closeAllConnections()
    endless.close()
  })
  const address = endless.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await expect(postLines({ url, token: undefined, role: 'producer' }, ['{}'])).rejects.toThrow(
    `${url}: is no Lectern, or another version (its answer is larger than 1 MiB); name one with --url`,
  )
  await expect(remoteStream({ url, token: undefined, role: 'audience' }, fakeClock(), () => {})).rejects.toThrow(
    `${url}: answered with status 200`,
  )
})

test('[CLI-16] a line that is not UTF-8, or too large by itself, is named, and those behind it are taken', async () => {
  // The one was stored with other characters in its place, and of the other nobody was told which it is.
  const { url, broadcaster } = await testServer()
  const line = (label: string) => `{"type":"marker","payload":{"label":"${label}"}}\n`
  const input = [
    line('one'),
    Buffer.from(line('caf\u00e9'), 'latin1'),
    line('x'.repeat(1_100_000)),
    line('a\u2028b'),
    line('é'),
  ]
  const complaints: string[] = []
  const remote = { url, token: undefined, role: 'producer' } as const
  const stream = Readable.from(Buffer.concat(input.map((part) => Buffer.from(part))), { objectMode: false })
  const total = await publishLines(remote, stream, (sentence) => complaints.push(sentence))
  expect(total).toEqual({ accepted: 2, rejected: 3 })
  expect(complaints).toEqual([
    'line 2: is not UTF-8',
    'line 3: the body is larger than 1048576 bytes (limit "producer_message")',
    expect.stringMatching(/^line 4: marker\.label: has control/),
  ])
  expect(broadcaster.replica.read('marker').map(({ payload }) => payload)).toEqual([{ label: 'one' }, { label: 'é' }])
})

test('[CLI-19] a certificate that is not trusted, and an address of the wrong kind, are named with their mend', async () => {
  const tls = await testServer({ tls: { cert: Buffer.from(cert), key: Buffer.from(key) } })
  const plain = await testServer()
  const mends: [string, string][] = [
    [`https://127.0.0.1:${tls.port}`, 'its TLS certificate is not trusted; name its file in NODE_EXTRA_CA_CERTS'],
    [`http://127.0.0.1:${tls.port}`, 'hangs up without an answer; if it speaks TLS, begin its address with https://'],
    [`https://127.0.0.1:${plain.port}`, 'speaks no TLS; begin its address with http://'],
  ]
  for (const [url, mend] of mends) {
    const remote = { url, token: undefined, role: 'producer' } as const
    await expect(postLines(remote, ['{}'])).rejects.toThrow(`${url}: ${mend}`)
    await expect(remoteStream(remote, fakeClock(), () => {})).rejects.toThrow(`${url}: ${mend}`)
  }
})
