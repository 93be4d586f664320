import { describe, expect, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { MAX_ANSWER } from '../../shared/surface-wire'
import { createConversations, IDLE_MS, MAX_CONVERSATIONS } from './conversations'
import type { Question } from './narrators/narrator'
import { memoryOptIns } from './opt-ins'
import { replicaOf, settle, silent } from './testing/kit'
import { createPuppet } from './testing/puppet'
import { MAX_EXCHANGES, MAX_HISTORY_CHARS, remember } from './turn'

function room(narrator = createPuppet()) {
  const clock = fakeClock()
  const kept = new Map<string, number>()
  const heard: string[] = []
  const full = vi.fn()
  const replica = replicaOf([])
  const conversations = createConversations({ clock, narrator, log: silent, read: () => replica }, memoryOptIns(kept), {
    changed() {},
    heard: (event) => heard.push(event.type === 'done' ? event.reason : event.type),
    problem() {},
    counted() {},
    full,
  })
  return { clock, kept, heard, full, conversations, narrator }
}
const on = { type: 'toggle', payload: true } as const

describe('conversations', () => {
  test('[CHAT-11] past the limit the one untouched longest goes, if it is off and silent; else the new one is refused', () => {
    const { conversations, clock } = room()
    for (let i = 0; i < MAX_CONVERSATIONS; i++) {
      conversations.set(`c${i}`, { type: 'set-interval', payload: i + 1 })
      clock.advance(1)
    }
    expect(conversations.send('new', 'hello')).toBeNull()
    expect(conversations.count).toBe(MAX_CONVERSATIONS)
    expect(conversations.warming('c0').intervalS).toBe(240)
    expect(conversations.warming('c1').intervalS).toBe(2)
    const warm = room()
    for (let i = 0; i < MAX_CONVERSATIONS; i++) warm.conversations.set(`c${i}`, on)
    expect(warm.full).not.toHaveBeenCalled()
    expect(warm.conversations.send('new', 'hello')).toContain('limit "conversations"')
    expect(warm.full).toHaveBeenCalledTimes(1)
  })

  test('[CHAT-12] one that nobody touched for half a day is forgotten, its opt-in too; one that answers is not', async () => {
    const { conversations, clock, kept } = room()
    conversations.set('warm', on)
    conversations.send('talking', 'hello')
    clock.advance(IDLE_MS - 60_000)
    await settle()
    expect([conversations.count, kept.size]).toEqual([2, 1])
    clock.advance(120_000)
    expect([conversations.count, kept.size]).toEqual([1, 0])
    expect(conversations.answering('talking')).toBe(true)
  })

  test('[CHAT-13] history is kept up to twenty exchanges and a size, and never an unanswered question', () => {
    const exchange = (answer: string) => ({ question: 'q', answer, askedAt: 0 })
    let history = remember([], exchange(' '))
    expect(history).toEqual([])
    for (let i = 0; i < 30; i++) history = remember(history, exchange(String(i)))
    expect(history).toHaveLength(MAX_EXCHANGES)
    for (let i = 0; i < 30; i++) history = remember(history, exchange('x'.repeat(MAX_ANSWER)))
    expect(history.length * MAX_ANSWER).toBeLessThanOrEqual(MAX_HISTORY_CHARS)
  })

  test('[CHAT-14] an answer past its limit is cut, and says so', async () => {
    const { conversations, heard, narrator } = room()
    conversations.send('a', 'hello')
    await settle()
    narrator.tell({ kind: 'text', text: 'x'.repeat(MAX_ANSWER + 1) })
    await settle()
    expect(heard).toEqual(['turn-start', 'text-delta', 'length', 'turn-sealed'])
  })

  test('[CHAT-15] the next question brings what was said before', async () => {
    const asked: Question[] = []
    const echo = {
      ...createPuppet(),
      begin: () => ({
        async *answer(question: Question) {
          asked.push(question)
          yield { kind: 'text' as const, text: 'because' }
          yield { kind: 'end' as const, usage: null, cut: false }
        },
        warm: async () => ({ kind: 'failed' as const, reason: '' }),
      }),
    }
    const { conversations } = room(echo)
    conversations.send('a', 'why?')
    await settle()
    conversations.send('a', 'and then?')
    await settle()
    expect(asked[1]?.history).toMatchObject([{ question: 'why?', answer: 'because' }])
  })
})
