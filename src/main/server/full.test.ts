import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from '../../shared/clock'
import { marker } from '../../shared/testing/events'
import { defaultRetention } from '../../shared/topics'
import { createBroadcaster } from '../broadcaster/broadcaster'
import { defaultLimits } from './limits'
import { bytes, send } from './testing/raw'
import { fakeEmbeddings, testServer } from './testing/server'
import { openSse } from './testing/stream-clients'

const upgrade = [
  'GET /ws HTTP/1.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
]

it('[LIMIT-30] a full room says so on the wire, by each transport’s own means, counts it, and takes the next when one leaves', async () => {
  const { url, broadcaster } = await testServer({ limits: { ...defaultLimits, clients: 1 } })
  const holder = openSse({ base: url, tell: () => {} })
  onTestFinished(() => holder.close())
  await vi.waitFor(() => expect(broadcaster.clients).toBe(1))

  for (const path of ['/api/events', '/api/poll?wait=0']) {
    const { status, headers, text } = await send(url, path)
    expect([path, status, headers['retry-after']]).toEqual([path, 503, '5'])
    expect(JSON.parse(text).error).toMatch(/\(limit "clients"\)/)
  }
  const said = await bytes(url, [...upgrade, `Host: ${new URL(url).host}`, '', ''].join('\r\n'))
  const [head = '', frame = ''] = said.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 101 /)
  const closing = Buffer.from([0x88, 17, 1013 >> 8, 1013 & 0xff]).toString('latin1')
  expect(frame).toBe(`${closing}limit "clients"`)

  const { text } = await send(url, '/metrics')
  expect(text).toMatch(/^lectern_limit_hits_total\{limit="clients"\} 3$/m)
  holder.close()
  await vi.waitFor(async () => expect((await send(url, '/api/poll?wait=0')).status).toBe(200))
})

it('[LIMIT-31] who stops reading an answer is cut off after a while; who reads slowly, or waits for news, is not', async () => {
  const sha256 = 'e'.repeat(64)
  const bytes = new Uint8Array(64 * 1024 * 1024)
  const markers = 32_000
  const retention = { ...defaultRetention, marker: { policy: 'ring', limit: markers } } as const
  const { url, broadcaster } = await testServer({
    broadcaster: createBroadcaster({ clock: systemClock, retention, journal: { events: 10, bytes: 1e6 } }),
    embeddings: fakeEmbeddings({ [sha256]: bytes }),
    stillMs: 1_000,
  })
  broadcaster.publish(Array.from({ length: markers }, (_, n) => marker(`${n} ${'x'.repeat(1_000)}`)))
  const ask = async (path: string) => {
    const request = get(`${url}${path}`, { agent: false })
    onTestFinished(() => void request.destroy())
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    return answer
  }
  const waiting = new WebSocket(`${url.replace('http', 'ws')}/ws?types=`)
  onTestFinished(() => waiting.terminate())
  await once(waiting, 'message')
  await ask('/api/poll') // and is not read
  expect(broadcaster.clients).toBe(2)

  let read = 0
  for await (const chunk of await ask(`/data/${sha256}.arrow`)) {
    if (Math.floor(read / 4e6) < Math.floor((read + chunk.length) / 4e6)) await wait(100)
    read += chunk.length
  }
  expect(read).toBe(bytes.length)
  await vi.waitFor(() => expect(broadcaster.clients).toBe(1), { timeout: 10_000 })
  expect(waiting.readyState).toBe(WebSocket.OPEN)
})
