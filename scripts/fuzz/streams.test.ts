import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { send } from '../../src/main/server/testing/raw'
import { testServer } from '../../src/main/server/testing/server'
import { parseServerMessage } from '../../src/shared/wire'
import { events } from './payloads'
import { rounds } from './rounds'

const alive = async (url: string) => expect((await fetch(`${url}/healthz`)).status).toBe(200)

const message = fc.oneof(
  fc.string(),
  fc.json(),
  fc.array(events, { maxLength: 5 }).map((list) => JSON.stringify({ type: 'publish', events: list })),
  fc
    .record({ type: fc.constantFrom('publish', 'command', 'pong', '__proto__'), events: fc.jsonValue() })
    .map((m) => JSON.stringify(m)),
  fc
    .dictionary(fc.constantFrom('type', 'command', 'events', '__proto__'), fc.jsonValue())
    .map((m) => JSON.stringify(m)),
)

test('[FUZZ-5] whatever a WebSocket says is answered by a message of the protocol, or closes it alone', async () => {
  const server = await testServer({ open: true })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(message, fc.uint8Array()), { maxLength: 8 }), async (words) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws?types=`)
      const answers: string[] = []
      socket.on('message', (data) => answers.push(String(data)))
      await once(socket, 'open')
      for (const word of words) socket.send(word)
      socket.close()
      await once(socket, 'close')
      for (const answer of answers) expect(parseServerMessage(answer)).toHaveProperty('message')
    }),
    rounds(60),
  )
  await alive(server.url)
}, 600_000)

test('[FUZZ-5] whatever bytes follow an upgrade, the server lives, and lets go of who sent them', async () => {
  const server = await testServer()
  const ask = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), async (bytes, rude) => {
      const socket = connect(server.port, '127.0.0.1')
      socket.on('error', () => {}) // a reset is an answer too
      await once(socket, 'connect')
      socket.write(ask('/ws'))
      socket.write(bytes)
      await once(socket, 'data')
      if (rude) socket.resetAndDestroy()
      else socket.destroy()
    }),
    rounds(60),
  )
  await alive(server.url)
  await expect.poll(() => server.broadcaster.clients).toBe(0)
}, 600_000)

/** What a header may carry at all; Node refuses to send the rest. */
const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })

test('[FUZZ-6] whatever cursor, filter, wait or header comes with a request for the stream, the answer is no 5xx', async () => {
  const server = await testServer()
  const { epoch } = server.broadcaster.head()
  const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom('1e99', '-0', '', '0x10', '9'.repeat(40)))
  const cursor = fc.oneof(
    fc.string(),
    number.map((offset) => `${epoch}:${offset}`),
    headerText,
  )
  const query = fc
    .record({ cursor, types: fc.string(), wait: fc.constant('0'), also: fc.string() })
    .map((pairs) => new URLSearchParams(pairs).toString())
  const raw = headerText.map((text) => text.replace(/[\s#]/g, ''))
  const path = fc.constantFrom('/api/poll', '/api/snapshot', '/healthz', '/data/', '/', '/assets/', '/join')
  const headers = fc.dictionary(
    fc.constantFrom('last-event-id', 'accept', 'accept-encoding', 'if-none-match', 'range', 'cookie', 'authorization'),
    headerText,
  )
  await fc.assert(
    fc.asyncProperty(path, fc.oneof(query, raw), headers, async (to, search, more) => {
      const { status } = await send(server.url, `${to}?wait=0&${search}`, { headers: more })
      expect(status).toBeLessThan(500)
    }),
    rounds(200),
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(query, raw), headerText, async (search, lastEventId) => {
      const shut = new AbortController()
      const answer = await fetch(`${server.url}/api/events?${search}`, {
        headers: { 'last-event-id': lastEventId },
        signal: shut.signal,
      })
      expect(answer.status).toBe(200)
      const first = await answer.body?.getReader().read()
      expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^retry: \d+\n\nevent: hello\n/)
      shut.abort()
    }),
    rounds(60),
  )
  await expect.poll(() => server.broadcaster.clients).toBe(0)
}, 600_000)
