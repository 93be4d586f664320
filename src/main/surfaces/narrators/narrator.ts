import type { StickyCache } from '../../../shared/sticky-cache'

/** Tokens of one request. `inputTokens` are those that were neither read from nor written to the cache. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }

/** A question and what was answered to it, possibly cut short. */
export interface Exchange {
  readonly question: string
  readonly answer: string
  /** Epoch milliseconds of the question. */
  readonly askedAt: number
}

export interface Question {
  readonly text: string
  /** Oldest first; bounded by the conversation. */
  readonly history: readonly Exchange[]
  readonly replica: StickyCache
  /** The server's clock, epoch milliseconds. */
  readonly now: number
}

export type AnswerEvent =
  | { readonly kind: 'text'; readonly text: string }
  /** The last one. `usage` is null where the narrator counts no tokens; `cut` where a limit ended the answer. */
  | { readonly kind: 'end'; readonly usage: Usage | null; readonly cut: boolean }
  /** The last one too: why there is no more, as a sentence for the presenter. */
  | { readonly kind: 'failed'; readonly reason: string }

export type WarmOutcome =
  | { readonly kind: 'warm'; readonly usage: Usage }
  /** The request went through and nothing was cached. */
  | { readonly kind: 'uncached'; readonly usage: Usage; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** One conversation's narrator: it may freeze a prefix at its first request. */
export interface Narration {
  /** Streams the answer. Ends early and silently when `signal` aborts; an expected failure is told, not thrown. */
  answer(question: Question, signal: AbortSignal): AsyncIterable<AnswerEvent>
  /** Touches the prompt cache's prefix. Never rejects. */
  warm(replica: StickyCache, now: number, signal: AbortSignal): Promise<WarmOutcome>
}

export interface Narrator {
  /** As the presenter reads it: `embedded`, or the model's name. */
  readonly name: string
  begin(): Narration
}
