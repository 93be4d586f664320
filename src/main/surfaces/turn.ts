import { type DoneReason, MAX_ANSWER, SCENE_MENTION, type TurnEvent } from '../../shared/surface-wire'
import type { Exchange, Narration, Question, Usage } from './narrators/narrator'

/** Exchanges and characters that a conversation remembers; the oldest go first. */
export const MAX_EXCHANGES = 20
export const MAX_HISTORY_CHARS = 48_000

export interface TurnEnd {
  readonly reason: DoneReason
  readonly usage: Usage | null
  /** Why it failed, for the presenter; null where it did not. */
  readonly problem: string | null
}

/**
 * Lets the narrator speak until it ends, fails, is aborted or has said enough.
 * After an abort nothing more is heard; whoever aborted knows why, and says how the turn ended.
 */
export async function runTurn(
  narration: Narration,
  question: Question,
  abort: AbortController,
  hear: (delta: string) => void,
): Promise<TurnEnd> {
  let room = MAX_ANSWER
  for await (const told of narration.answer(question, abort.signal)) {
    if (abort.signal.aborted) break
    if (told.kind === 'failed') return { reason: 'error', usage: null, problem: told.reason }
    if (told.kind === 'end') return { reason: told.cut ? 'length' : 'complete', usage: told.usage, problem: null }
    const delta = told.text.slice(0, room)
    if (delta !== '') hear(delta)
    room -= delta.length
    if (room > 0) continue
    abort.abort()
    return { reason: 'length', usage: null, problem: null }
  }
  return { reason: 'aborted', usage: null, problem: null }
}

/** What a turn has said so far, as whoever comes later is told it. */
export interface TurnSoFar {
  readonly turnId: string
  readonly question: string
  readonly text: string
}

export function replay(conversationId: string, { turnId, question, text }: TurnSoFar): TurnEvent[] {
  const of = { conversationId, turnId }
  const start: TurnEvent = { type: 'turn-start', ...of, message: question }
  return text === '' ? [start] : [start, { type: 'text-delta', ...of, delta: text }]
}

/** The scenes that an answer names, in its order. */
export function scenesIn(text: string): number[] {
  return [...new Set([...text.matchAll(SCENE_MENTION)].map((match) => Number(match[1])))]
}

/** The history with one more exchange. An unanswered question is not kept: a model must not take it for answered. */
export function remember(history: readonly Exchange[], exchange: Exchange): readonly Exchange[] {
  if (exchange.answer.trim() === '') return history
  const kept = [...history, exchange].slice(-MAX_EXCHANGES)
  const size = (list: readonly Exchange[]) =>
    list.reduce((sum, one) => sum + one.question.length + one.answer.length, 0)
  while (kept.length > 1 && size(kept) > MAX_HISTORY_CHARS) kept.shift()
  return kept
}
