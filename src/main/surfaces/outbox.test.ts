import { describe, expect, test } from 'vitest'
import type { SurfaceServerMessage } from '../../shared/surface-wire'
import { createOutbox, MAX_UNSENT, MAX_WAITING } from './outbox'

function slowSocket() {
  const sent: SurfaceServerMessage[] = []
  const flushes: (() => void)[] = []
  const closed: number[] = []
  const outbox = createOutbox({
    send(text, flushed) {
      sent.push(JSON.parse(text))
      flushes.push(flushed)
    },
    close: (code) => closed.push(code),
  })
  /** Fills what a socket may hold unsent. */
  const stall = () => outbox.post({ type: 'error', message: 'x'.repeat(MAX_UNSENT) })
  const drain = () => {
    for (let flush = flushes.shift(); flush; flush = flushes.shift()) flush()
  }
  return { outbox, sent, closed, stall, drain }
}

const delta = (text: string) => ({ type: 'text-delta', conversationId: 'a', turnId: 't', delta: text }) as const
const update = (title: string): SurfaceServerMessage => ({
  type: 'update',
  update: { surfaceId: 's', spec: { id: 's', region: 'side', title, fields: [] } },
})

describe('a slow socket', () => {
  test('[SURF-16] is not written to, and then gets one update a surface: the newest', () => {
    const { outbox, sent, stall, drain } = slowSocket()
    stall()
    for (const title of ['old', 'older', 'newest']) outbox.update('s', () => update(title))
    expect(sent).toHaveLength(1)
    drain()
    expect(sent.slice(1)).toEqual([update('newest')])
  })

  test('[SURF-17] gets the text of a turn joined, in its place between start and done', () => {
    const { outbox, sent, stall, drain } = slowSocket()
    stall()
    outbox.tell({ type: 'turn-start', conversationId: 'a', turnId: 't' })
    for (const word of ['gbt ', 'leads ', 'by far']) outbox.tell(delta(word))
    outbox.tell({ type: 'done', conversationId: 'a', turnId: 't', reason: 'complete', scenes: [] })
    drain()
    const events = sent.flatMap((message) => (message.type === 'chat.delta' ? [message.event] : []))
    expect(events.map(({ type }) => type)).toEqual(['turn-start', 'text-delta', 'done'])
    expect(events[1]).toEqual(delta('gbt leads by far'))
    outbox.tell(delta('again'))
    expect(sent.at(-1)).toEqual({ type: 'chat.delta', event: delta('again') })
  })

  test('[SURF-18] that reads nothing at all is closed with 1013', () => {
    const { outbox, closed, stall } = slowSocket()
    stall()
    for (let i = 0; i <= MAX_WAITING; i++) outbox.post({ type: 'error', message: String(i) })
    expect(closed).toEqual([1013])
  })
})
