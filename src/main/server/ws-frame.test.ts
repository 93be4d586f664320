import { once } from 'node:events'
import { expect, it, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { marker } from '../../shared/testing/events'
import { defaultLimits } from './limits'
import { connected } from './testing/raw'
import { testServer } from './testing/server'

/** An empty ping as a client sends it: masked. */
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0])
const CLOSE = 0x88

/** The frames that a server sent behind its answer: first byte and payload. */
function framesOf(received: Buffer): { readonly first: number; readonly text: string }[] {
  const frames: { first: number; text: string }[] = []
  for (let at = received.indexOf('\r\n\r\n') + 4; at < received.length; ) {
    const short = received[at + 1] ?? 0
    const head = short === 127 ? 10 : short === 126 ? 4 : 2
    const length =
      head === 10 ? Number(received.readBigUInt64BE(at + 2)) : head === 4 ? received.readUInt16BE(at + 2) : short
    const text = received.subarray(at + head, at + head + length).toString()
    frames.push({ first: received[at] ?? 0, text })
    at += head + length
  }
  return frames
}

it('[WS-13] a delivery is one frame of text at any length, and nothing follows the frame that closes', async () => {
  const clock = fakeClock()
  const limits = { ...defaultLimits, audience_messages_per_minute: 1 }
  const { url, broadcaster, deps } = await testServer({ clock, limits })
  const socket = await connected(url)
  let received = Buffer.alloc(0)
  socket.on('data', (part) => {
    received = Buffer.concat([received, part])
  })
  const host = `Host: ${new URL(url).host}`
  const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='
  const upgrade = ['Upgrade: websocket', 'Connection: Upgrade', key, 'Sec-WebSocket-Version: 13']
  socket.write(['GET /ws?types=marker HTTP/1.1', host, `Origin: ${url}`, ...upgrade, '', ''].join('\r\n'))
  const frames = (count: number) => vi.waitFor(() => expect(framesOf(received)).toHaveLength(count))
  await frames(2)
  // A length in one byte is too short for any delivery; these take two bytes, and eight.
  for (const [n, length] of [1, 700].entries()) {
    broadcaster.publish(Array.from({ length }, () => marker('ä')))
    clock.advance(200)
    await frames(3 + n)
  }
  for (const { first, text } of framesOf(received)) {
    expect(first).toBe(0x81)
    expect(() => JSON.parse(text)).not.toThrow()
  }
  expect(framesOf(received)[3]?.text.length).toBeGreaterThan(65_536)

  socket.write(Buffer.concat([PING, PING]))
  await vi.waitFor(() => expect(framesOf(received).at(-1)?.first).toBe(CLOSE))
  const before = deps.traffic.sent.ws.deliveries
  broadcaster.publish([marker('late')])
  clock.advance(200)
  expect(deps.traffic.sent.ws.deliveries).toBe(before)
  const over = once(socket, 'close')
  clock.advance(1_000)
  await over
  expect(framesOf(received).at(-1)?.first).toBe(CLOSE)
})
