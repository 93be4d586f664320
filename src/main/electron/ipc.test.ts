import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { fakeClock } from '../../shared/clock'
import { commandRow } from '../../shared/command'
import { handedOver, ipcEmbedding } from '../../shared/ipc'
import { marker } from '../../shared/testing/events'
import { parseServerMessage, parseSnapshotBody } from '../../shared/wire'
import { snapshotText } from '../server/snapshot'
import { fakeEmbeddings, testServer } from '../server/testing/server'
import { currentEmbedding } from './ipc'
import { type IpcPort, serveIpc } from './serve-ipc'

/** A port whose page is the test: it reads, and answers when it likes. */
function testPort() {
  const posted: string[] = []
  let told: (text: string) => void = () => {}
  let gone: () => void = () => {}
  const closed = vi.fn()
  const port: IpcPort = {
    post: (text) => void posted.push(text),
    onText: (listener) => {
      told = listener
    },
    onClose: (listener) => {
      gone = listener
    },
    close: closed,
  }
  const heard = () =>
    posted.map((text) => {
      if (text === '') return { type: 'closed' } as const
      const parsed = parseServerMessage(text)
      if ('error' in parsed) throw new Error(parsed.error)
      return parsed.message
    })
  return { port, posted, closed, heard, say: (text: string) => told(text), leave: () => gone() }
}

const pong = '{"type":"pong"}'

test('[IPC-1] the port carries the wire’s messages as text, hello with the presenter’s role first', async () => {
  const { deps, broadcaster } = await testServer()
  broadcaster.publish([marker('a')])
  const { port, heard } = testPort()
  onTestFinished(serveIpc(port, null, deps))
  expect(heard()).toMatchObject([
    { type: 'hello', protocol: 1, role: 'presenter' },
    { type: 'snapshot', reset: true, complete: true, events: [{ type: 'marker' }] },
  ])
})

test('[IPC-2] a page that does not answer is not written to past 256 KiB, and is told the newest when it does', async () => {
  const { deps, broadcaster } = await testServer({ clock: fakeClock() })
  const { port, posted, say } = testPort()
  onTestFinished(serveIpc(port, null, deps))
  const text = 'x'.repeat(200)
  for (let i = 0; i < 50; i++) {
    broadcaster.publish(Array.from({ length: 100 }, (_, n) => marker(`${i}-${n}-${text}`)))
    broadcaster.publish([])
  }
  const bytes = () => posted.reduce((sum, one) => sum + one.length, 0)
  expect(bytes()).toBeLessThan(3 * 256 * 1024)
  for (let answered = 0; answered < posted.length; answered++) say(pong)
  expect(posted.at(-1)).toContain(`"cursor":"${broadcaster.head().epoch}:${broadcaster.head().offset}"`)
})

test('[IPC-3] it beats every 20 s; a page that has answered nothing for 120 s is left', async () => {
  const clock = fakeClock()
  const { deps, broadcaster } = await testServer({ clock })
  const { port, heard, closed, say, posted } = testPort()
  serveIpc(port, null, deps)
  for (let i = 0; i < 2; i++) say(pong)
  clock.advance(20_000)
  expect(heard().at(-1)).toMatchObject({ type: 'ping', now: clock.now() / 1000 })
  expect(posted).toHaveLength(3)
  clock.advance(119_999)
  expect(closed).not.toHaveBeenCalled()
  clock.advance(20_001)
  expect(closed).toHaveBeenCalled()
  expect(posted.at(-1)).toBe('')
  expect(broadcaster.clients).toBe(0)
})

test('[IPC-4] a page that goes is forgotten, and its clocks with it', async () => {
  const clock = fakeClock()
  const { deps, broadcaster } = await testServer({ clock })
  const { port, leave, posted } = testPort()
  serveIpc(port, null, deps)
  leave()
  expect(broadcaster.clients).toBe(0)
  const told = posted.length
  broadcaster.publish([marker('late')])
  clock.advance(60_000)
  expect(posted).toHaveLength(told)
})

test('[IPC-5] commands go by the port too; what is no message is answered by an error', async () => {
  const wave = commandRow(z.object({}), () => ({ done: {} }))
  const { deps } = await testServer({ commands: { wave } })
  const { port, heard, say } = testPort()
  onTestFinished(serveIpc(port, null, deps))
  say('{"type":"command","command":"wave"}')
  await vi.waitFor(() => expect(heard().at(-1)).toEqual({ type: 'done' }))
  say('nonsense')
  expect(heard().at(-1)).toMatchObject({ type: 'error' })
  say('{"type":"publish","events":[]}')
  expect(heard().at(-1)).toMatchObject({ type: 'error', message: expect.stringContaining('may not publish') })
})

test('[IPC-6] what is asked for before the page’s scripts run: the snapshot’s text, and the embedding in a buffer of its own', async () => {
  const bytes = Buffer.from('an arrow stream')
  const { deps, broadcaster } = await testServer({ embeddings: fakeEmbeddings({ ['b'.repeat(64)]: bytes }) })
  broadcaster.publish([marker('a')])
  expect(parseSnapshotBody(snapshotText(deps, null))).toMatchObject({ message: { events: [{ type: 'marker' }] } })
  const embedding = currentEmbedding(deps)
  expect(embedding?.url).toBe(`/data/${'b'.repeat(64)}.arrow`)
  expect(Buffer.from(embedding?.bytes ?? new ArrayBuffer(0))).toEqual(bytes)
  expect(embedding?.bytes).not.toBe(bytes.buffer)
  expect(currentEmbedding({ embeddings: fakeEmbeddings() })).toBeNull()
})

test('[IPC-7] of what is posted in a page only what the preload hands over is read', () => {
  const embedding = { url: '/data/x.arrow', bytes: new ArrayBuffer(3) }
  expect(handedOver({ lectern: 'embedding', embedding })).toEqual({ lectern: 'embedding', embedding })
  expect(handedOver({ lectern: 'embedding', embedding: null })).toEqual({ lectern: 'embedding', embedding: null })
  expect(handedOver({ lectern: 'stream', request: 2 })).toEqual({ lectern: 'stream', request: 2 })
  for (const other of [null, 'text', {}, { lectern: 'stream' }, { lectern: 'other' }])
    expect(handedOver(other)).toBeNull()
  expect(ipcEmbedding({ url: 1, bytes: embedding.bytes })).toBeNull()
})
