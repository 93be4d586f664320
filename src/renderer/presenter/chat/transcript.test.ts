import { describe, expect, it } from 'vitest'
import type { TurnEvent } from '../../../shared/surface-wire'
import { MAX_ANSWER } from '../../../shared/surface-wire'
import { piecesOf } from './speaks-of'
import { endText, hear, isRunning, MAX_TURNS, settle, type Transcript } from './transcript'

const of = (turnId: string) => ({ conversationId: 'c', turnId })
const start = (turnId: string, message = 'who leads?'): TurnEvent => ({ type: 'turn-start', ...of(turnId), message })
const text = (turnId: string, delta: string): TurnEvent => ({ type: 'text-delta', ...of(turnId), delta })
const done = (turnId: string, scenes: number[] = []): TurnEvent => ({
  type: 'done',
  ...of(turnId),
  reason: 'complete',
  scenes,
})
const all = (...events: TurnEvent[]) => events.reduce<Transcript>(hear, [])

describe('the transcript of a conversation', () => {
  it('[TRANSCRIPT-1] an answer grows word by word and ends with the scenes that it speaks of', () => {
    const heard = all(start('t'), text('t', 'gbt '), text('t', 'leads'), done('t', [9]), {
      type: 'turn-sealed',
      ...of('t'),
    })
    expect(heard).toEqual([
      {
        turnId: 't',
        question: 'who leads?',
        answer: 'gbt leads',
        scenes: [9],
        state: { at: 'done', reason: 'complete' },
      },
    ])
  })

  it('[TRANSCRIPT-2] a running turn that is told again from its start is not there twice', () => {
    const heard = all(start('t'), text('t', 'gbt le'), start('t'), text('t', 'gbt leads'))
    expect(heard).toHaveLength(1)
    expect(heard[0]?.answer).toBe('gbt leads')
  })

  it('[TRANSCRIPT-3] a turn whose end was missed is not shown as running for ever', () => {
    const heard = all(start('t'), text('t', 'gbt le'))
    expect(settle(heard, true)).toBe(heard)
    const cut = settle(heard, false)
    expect(isRunning(cut)).toBe(false)
    expect(endText(cut[0]?.state ?? { at: 'running' })).toMatch(/connection was away/)
    // Its end, heard after all, counts.
    expect(hear(cut, done('t'))[0]?.state).toEqual({ at: 'done', reason: 'complete' })
  })

  it('[TRANSCRIPT-4] turns and answers are bounded', () => {
    const many = all(...Array.from({ length: MAX_TURNS + 3 }, (_, i) => start(`t${i}`)))
    expect(many).toHaveLength(MAX_TURNS)
    expect(many[0]?.turnId).toBe('t3')
    expect(all(start('t'), text('t', 'x'.repeat(MAX_ANSWER + 9)))[0]?.answer).toHaveLength(MAX_ANSWER)
  })

  it('[TRANSCRIPT-5] an answer is cut at the scenes that it mentions, and says the same', () => {
    const answer = 'Scene 9 says it, scene 99 does not; see scene 11.'
    const pieces = piecesOf(answer, [9, 11])
    expect(pieces.filter(({ scene }) => scene !== null)).toEqual([
      { text: 'Scene 9', scene: 9 },
      { text: 'scene 11', scene: 11 },
    ])
    expect(pieces.map((piece) => piece.text).join('')).toBe(answer)
  })
})
