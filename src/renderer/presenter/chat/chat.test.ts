import { describe, expect, it, vi } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import { createChat } from './chat'
import type { OpenSocket } from './line'
import { isRunning } from './transcript'

type Sink = Parameters<OpenSocket>[0]

/** A server on the other end of every socket that is opened, and the browser's memory. */
function room(kept: string | null = null) {
  const clock = fakeClock()
  const sockets: { readonly sink: Sink; readonly said: { type: string; [key: string]: unknown }[] }[] = []
  const shelf = {
    text: kept,
    read: () => shelf.text,
    write(text: string) {
      shelf.text = text
    },
  }
  const closes: string[] = []
  const answer = { ok: true }
  let ids = 0
  const chat = createChat({
    open(sink) {
      sockets.push({ sink, said: [] })
      return () => {}
    },
    post: async (id) => {
      closes.push(id)
      return answer.ok
    },
    shelf,
    clock,
    random: () => 0,
    newId: () => `c${++ids}`,
  })
  const last = () => sockets.at(-1)
  const up = () => last()?.sink.opened((text) => void last()?.said.push(JSON.parse(text)))
  const tell = (message: object) => last()?.sink.text(JSON.stringify(message))
  const down = () => last()?.sink.closed()
  const types = () => last()?.said.map(({ type }) => type)
  return { chat, clock, sockets, shelf, closes, answer, last, up, tell, down, types }
}

const state = (one: ReturnType<typeof room>) => one.chat.store.getState()
const delta = (event: object) => ({ type: 'chat.delta', event: { conversationId: 'c1', turnId: 't', ...event } })

describe('the line to the conversations', () => {
  it('[CHATLINE-1] comes back by itself, later each time, and says again what it wants', () => {
    const one = room()
    one.up()
    expect(one.types()).toEqual(['chat.subscribe', 'subscribe', 'subscribe'])
    one.down()
    expect(state(one).up).toBe(false)
    one.clock.advance(249)
    expect(one.sockets).toHaveLength(1)
    one.clock.advance(1)
    expect(one.sockets).toHaveLength(2)
    one.down() // never opened
    one.clock.advance(499)
    expect(one.sockets).toHaveLength(2)
    one.clock.advance(1)
    one.up()
    expect(one.types()).toEqual(['chat.subscribe', 'subscribe', 'subscribe'])
    expect(state(one).up).toBe(true)
  })

  it('[CHATLINE-2] only closing a tab closes a conversation: neither losing the socket nor leaving the page does', async () => {
    const one = room()
    one.up()
    one.down()
    one.clock.advance(1_000)
    one.up()
    one.chat.dispose()
    expect(one.closes).toEqual([])
    const two = room(one.shelf.text)
    two.up()
    two.chat.close('c1')
    expect(two.closes).toEqual(['c1'])
    await vi.waitFor(() => expect(state(two).closing).toEqual([]))
    expect(two.types()).toContain('chat.unsubscribe')
  })

  it('[CHATLINE-3] a close that met no server is told again when it is back', async () => {
    const one = room()
    one.up()
    one.answer.ok = false
    one.chat.close('c1')
    await vi.waitFor(() => expect(one.closes).toEqual(['c1']))
    one.down()
    one.clock.advance(1_000)
    one.answer.ok = true
    one.up()
    expect(one.closes).toEqual(['c1', 'c1'])
    await vi.waitFor(() => expect(state(one).closing).toEqual([]))
  })

  it('[CHATLINE-4] a question is not taken while the server is away', () => {
    const one = room()
    expect(one.chat.ask('c1', 'who leads?')).toBe(false)
    one.up()
    expect(one.chat.ask('c1', 'who leads?')).toBe(true)
    expect(one.last()?.said.at(-1)).toEqual({ type: 'chat.send', conversationId: 'c1', message: 'who leads?' })
  })

  it('[CHATLINE-5] an answer that ended while the line was down is not awaited for ever, and what was said is kept', () => {
    const one = room()
    one.up()
    one.tell(delta({ type: 'turn-start', message: 'who leads?' }))
    one.tell(delta({ type: 'text-delta', delta: 'gbt' }))
    one.down()
    one.clock.advance(1_000)
    one.up()
    const fields = [{ kind: 'stat', label: 'Answer', value: '—' }]
    one.tell({ type: 'surface', spec: { id: 'turn', region: 'side', title: 'Answer', fields }, conversationId: 'c1' })
    expect(isRunning(state(one).tabs[0].transcript)).toBe(false)
    one.clock.advance(500)
    expect(one.shelf.text).toContain('"answer":"gbt"')
  })
})
