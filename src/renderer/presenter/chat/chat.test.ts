import { describe, expect, it, vi } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import type { Surroundings } from '../../connection/surroundings'
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
  let around: Parameters<Surroundings['watch']>[0] = () => {}
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
    surroundings: {
      watch(told) {
        around = told
        return () => {}
      },
    },
    newId: () => `c${++ids}`,
  })
  const last = () => sockets.at(-1)
  const up = () => last()?.sink.opened((text) => void last()?.said.push(JSON.parse(text)))
  const tell = (message: object) => last()?.sink.text(JSON.stringify(message))
  const down = () => last()?.sink.closed()
  const types = () => last()?.said.map(({ type }) => type)
  const happens: typeof around = (what) => around(what)
  return { chat, clock, sockets, shelf, closes, answer, last, up, tell, down, types, happens }
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

  it('[CHATLINE-6] a server that owes an answer for 20 s is given up, one that answers is kept; a question it may not have heard comes back', () => {
    const one = room()
    one.up()
    for (let minute = 0; minute < 5; minute++) {
      one.clock.advance(20_000)
      expect(one.last()?.said.at(-1)).toEqual({ type: 'subscribe', surfaceId: 'turn', conversationId: 'c1' })
      one.tell({ type: 'catalog', catalog: [] })
    }
    expect(one.sockets).toHaveLength(1)
    one.chat.ask('c1', 'who leads?')
    one.clock.advance(20_000)
    expect(state(one).up).toBe(true)
    one.clock.advance(20_000)
    expect(state(one).up).toBe(false)
    one.clock.advance(250)
    one.up()
    expect(one.sockets).toHaveLength(2)
    expect(state(one).tabs[0].problem).toContain('who leads?')
    one.tell(delta({ type: 'turn-start', message: 'who leads?' }))
    expect(state(one).tabs[0].problem).toBeNull()
  })

  it('[CHATLINE-7] a server that takes the line and drops it is asked ever more seldom, and one that never takes it is given up', () => {
    const one = room()
    for (const wait of [250, 500, 1_000, 2_000, 2_000]) {
      const { length } = one.sockets
      one.up()
      one.down()
      one.clock.advance(wait - 1)
      expect(one.sockets).toHaveLength(length)
      one.clock.advance(1)
      expect(one.sockets).toHaveLength(length + 1)
    }
    one.clock.advance(12_000)
    expect(one.sockets).toHaveLength(7)
  })

  it('[CHATLINE-8] after a sleep the line is a new one, and where it is down it is tried as soon as the network is back', () => {
    const one = room()
    one.up()
    one.happens('nudge')
    expect(one.sockets).toHaveLength(1)
    one.happens('woke')
    expect(one.sockets).toHaveLength(2)
    one.down()
    one.happens('nudge')
    expect(one.sockets).toHaveLength(3)
  })
})
