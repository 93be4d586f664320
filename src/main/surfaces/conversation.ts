import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'
import type { StickyCache } from '../../shared/sticky-cache'
import type { DoneReason, TurnEvent } from '../../shared/surface-wire'
import type { Exchange, Narrator, Usage, WarmOutcome } from './narrators/narrator'
import { remember, replay, runTurn, scenesIn } from './turn'
import { dueAt, stepWarming, type Warming, type WarmingEvent } from './warming'

export interface ConversationContext {
  readonly clock: Clock
  readonly narrator: Narrator
  readonly log: Logger
  read(): StickyCache
}

/** What a conversation says to whoever watches it. */
export interface Watchers {
  /** Its surfaces show something else now. */
  changed(): void
  heard(event: TurnEvent): void
  /** A warm, or a turn, did not do what it should. */
  problem(of: 'warm' | 'turn', reason: string): void
}

export type WarmReply =
  | { readonly kind: 'done'; readonly outcome: Exclude<WarmOutcome, { kind: 'failed' }>; readonly warming: Warming }
  | { readonly kind: 'failed'; readonly error: string }
  /** No room for one more conversation. */
  | { readonly kind: 'full'; readonly error: string }
  /** Not now: a turn runs, began meanwhile, or the conversation was closed. */
  | { readonly kind: 'refused'; readonly error: string }

export interface Conversation {
  readonly warming: Warming
  readonly answering: boolean
  /** When somebody last asked something of it, in milliseconds that elapsed by the clock. */
  readonly touchedAt: number
  /** Begins a turn, or says why not. */
  send(message: string): string | null
  /** The running turn from its start; nothing where none runs. */
  replay(): TurnEvent[]
  /** Ends the running turn; false where none runs. */
  stop(reason: Extract<DoneReason, 'stopped' | 'aborted'>): boolean
  /** Changes its warming, or says why not. */
  set(event: Extract<WarmingEvent, { type: 'toggle' | 'set-interval' }>): string | null
  warm(): Promise<WarmReply>
  /** Stops warming and the turn, for good; true if a turn was aborted. */
  close(): boolean
  /** Lets go of timers and requests, saying nothing. */
  dispose: Dispose
}

interface Turn {
  readonly turnId: string
  readonly question: string
  readonly askedAt: number
  readonly abort: AbortController
  text: string
}

export function createConversation(
  id: string,
  start: Warming,
  context: ConversationContext,
  watchers: Watchers,
): Conversation {
  const { clock, log } = context
  const narration = context.narrator.begin()
  let warming = start
  let turn: Turn | null = null
  let history: readonly Exchange[] = []
  let touchedAt = clock.elapsed()
  let warm: { readonly abort: AbortController; readonly result: Promise<WarmReply> } | null = null
  let cancelWake: Dispose = () => {}

  const wake = (): void => {
    cancelWake()
    const due = dueAt(warming)
    if (due !== null) cancelWake = clock.after(due - clock.elapsed(), () => apply({ type: 'due' }))
  }

  /** Returns the refusal. Only a warm that begins says nothing to the watchers: they see its end. */
  const apply = (event: WarmingEvent): string | null => {
    const step = stepWarming(warming, event, clock.elapsed())
    if ('refusal' in step) return step.refusal
    warming = step.warming
    wake()
    if (step.effect === 'abort-warm') {
      warm?.abort.abort()
      warm = null
    }
    if (step.effect === 'start-warm') warm = startWarm()
    else if (event.type !== 'due') watchers.changed() // a timer that fired a moment early changed nothing
    return null
  }

  const startWarm = () => {
    const abort = new AbortController()
    const run = async (): Promise<WarmReply> => {
      const outcome = await narration.warm(context.read(), clock.now(), abort.signal).catch((error: unknown) => {
        log.error({ err: error, conversation: id }, 'narrator broke')
        return { kind: 'failed', reason: 'the narrator broke; the log says how' } as const
      })
      if (abort.signal.aborted) return { kind: 'refused', error: 'a turn began, or the conversation was closed' }
      warm = null
      apply({ type: 'warmed', outcome, at: clock.now() })
      if (outcome.kind !== 'warm') watchers.problem('warm', outcome.reason)
      return outcome.kind === 'failed' ? { kind: 'failed', error: outcome.reason } : { kind: 'done', outcome, warming }
    }
    return { abort, result: run() }
  }

  const end = (ended: Turn, reason: DoneReason, usage: Usage | null): void => {
    if (turn !== ended) return
    turn = null
    ended.abort.abort()
    history = remember(history, { question: ended.question, answer: ended.text, askedAt: ended.askedAt })
    const of = { conversationId: id, turnId: ended.turnId }
    watchers.heard({ type: 'done', ...of, reason, scenes: scenesIn(ended.text) })
    watchers.heard({ type: 'turn-sealed', ...of })
    if (warming.phase.at === 'turn') apply({ type: 'turn-ended', usage })
    else watchers.changed() // closed: only that no turn runs is new
  }

  const speak = async (running: Turn): Promise<void> => {
    const question = { text: running.question, history, replica: context.read(), now: clock.now() }
    const hear = (delta: string) => {
      running.text += delta
      watchers.heard({ type: 'text-delta', conversationId: id, turnId: running.turnId, delta })
    }
    try {
      const { reason, usage, problem } = await runTurn(narration, question, running.abort, hear)
      if (problem !== null && turn === running) watchers.problem('turn', problem)
      end(running, reason, usage)
    } catch (error) {
      log.error({ err: error, conversation: id }, 'narrator broke')
      if (turn === running) watchers.problem('turn', 'the narrator broke; the log says how')
      end(running, 'error', null)
    }
  }

  wake()
  return {
    get warming() {
      return warming
    },
    get answering() {
      return turn !== null
    },
    get touchedAt() {
      return touchedAt
    },
    send(message) {
      if (turn) return 'a turn is running in this conversation; stop it or wait for its end'
      touchedAt = clock.elapsed()
      turn = { turnId: randomUUID(), question: message, askedAt: clock.now(), abort: new AbortController(), text: '' }
      for (const event of replay(id, turn)) watchers.heard(event)
      apply({ type: 'turn-started' })
      void speak(turn)
      return null
    },
    replay: () => (turn ? replay(id, turn) : []),
    stop(reason) {
      if (!turn) return false
      end(turn, reason, null)
      return true
    },
    set(event) {
      touchedAt = clock.elapsed()
      return apply(event)
    },
    async warm() {
      touchedAt = clock.elapsed()
      const refusal = apply({ type: 'warm-by-hand' })
      if (refusal !== null) return { kind: 'refused', error: refusal }
      return warm ? warm.result : { kind: 'refused', error: 'no warm began' }
    },
    close() {
      apply({ type: 'closed' })
      const running = turn
      if (running) end(running, 'aborted', null)
      return running !== null
    },
    dispose() {
      cancelWake()
      warm?.abort.abort()
      turn?.abort.abort()
      turn = null
    },
  }
}
