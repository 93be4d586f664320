import { describe, expect, test } from 'vitest'
import type { SurfaceServerMessage } from '../../shared/surface-wire'
import { createSendQueue, MAX_UNSENT, MAX_WAITING } from './send-queue'

function slowSocket() {
  const sent: SurfaceServerMessage[] = []
  const flushes: (() => void)[] = []
  const closed: string[] = []
  const socket = {
    send(text: string, flushed: () => void) {
      sent.push(JSON.parse(text))
      flushes.push(flushed)
    },
    close: (code: number, reason: string) => closed.push(`${code} ${reason}`),
  }
  const limits: string[] = []
  const queue = createSendQueue(socket, { hit: (limit) => limits.push(limit) })
  /** Fills what a socket may hold unsent. */
  const stall = () => queue.post({ type: 'error', message: 'x'.repeat(MAX_UNSENT) })
  const drain = () => {
    for (let flush = flushes.shift(); flush; flush = flushes.shift()) flush()
  }
  return { queue, sent, closed, limits, stall, drain }
}

const delta = (text: string) => ({ type: 'text-delta', conversationId: 'a', turnId: 't', delta: text }) as const
const update = (title: string): SurfaceServerMessage => ({
  type: 'update',
  update: { surfaceId: 's', spec: { id: 's', region: 'side', title, fields: [] } },
})

describe('a slow socket', () => {
  test('[SURF-16] is not written to, and then gets one update a surface: the newest', () => {
    const { queue, sent, stall, drain } = slowSocket()
    stall()
    for (const title of ['old', 'older', 'newest']) queue.update('s', () => update(title))
    expect(sent).toHaveLength(1)
    drain()
    expect(sent.slice(1)).toEqual([update('newest')])
  })

  test('[SURF-17] gets the text of a turn joined, in its place between start and done', () => {
    const { queue, sent, stall, drain } = slowSocket()
    stall()
    queue.tell({ type: 'turn-start', conversationId: 'a', turnId: 't' })
    for (const word of ['gbt ', 'leads ', 'by far']) queue.tell(delta(word))
    queue.tell({ type: 'done', conversationId: 'a', turnId: 't', reason: 'complete', scenes: [] })
    drain()
    const events = sent.flatMap((message) => (message.type === 'chat.delta' ? [message.event] : []))
    expect(events.map(({ type }) => type)).toEqual(['turn-start', 'text-delta', 'done'])
    expect(events[1]).toEqual(delta('gbt leads by far'))
    queue.tell(delta('again'))
    expect(sent.at(-1)).toEqual({ type: 'chat.delta', event: delta('again') })
  })

  test('[SURF-18] that reads nothing at all is closed with 1013 and its limit, which is counted', () => {
    const { queue, closed, limits, stall } = slowSocket()
    stall()
    for (let i = 0; i <= MAX_WAITING; i++) queue.post({ type: 'error', message: String(i) })
    expect(closed).toEqual(['1013 limit "surface_messages_waiting"'])
    expect(limits).toEqual(['surface_messages_waiting'])
  })
})
