import { type Dispose, once } from '../../shared/dispose'
import type { DoneReason, TurnEvent } from '../../shared/surface-wire'
import { type Conversation, type ConversationContext, createConversation, type WarmReply } from './conversation'
import type { OptIns } from './opt-ins'
import { isOn, newWarming, restoredWarming, type Warming, type WarmingEvent } from './warming'

/** Conversations that are held at once. */
export const MAX_CONVERSATIONS = 64
/** One that nobody asked anything of for so long is forgotten, its warming too: it would cost for nothing. */
export const IDLE_MS = 12 * 3_600_000
const SWEEP_MS = 60_000

const FULL = `${MAX_CONVERSATIONS} conversations are open (limit "conversations"); close one first`

/** What conversations say, each with its id. */
export interface ConversationWatchers {
  changed(conversationId: string): void
  heard(event: TurnEvent): void
  problem(conversationId: string, of: 'warm' | 'turn', reason: string): void
  /** One more, or one less. */
  counted(): void
  /** There was no room for one more. */
  full(): void
}

/** All conversations by id. One that is only looked at does not exist: it is off, and silent. */
export interface Conversations {
  readonly count: number
  warming(id: string): Warming
  answering(id: string): boolean
  replay(id: string): TurnEvent[]
  /** Begins a turn, or says why not. */
  send(id: string, message: string): string | null
  stop(id: string, reason: Extract<DoneReason, 'stopped'>): boolean
  set(id: string, event: Extract<WarmingEvent, { type: 'toggle' | 'set-interval' }>): string | null
  warm(id: string): Promise<WarmReply>
  /** Forgets it; true if a turn was aborted. Closing what is not there does nothing. */
  close(id: string): boolean
  /** Lets go of everything but the opt-ins. */
  dispose: Dispose
}

export function createConversations(
  context: ConversationContext,
  optIns: OptIns,
  watchers: ConversationWatchers,
): Conversations {
  const { clock, log } = context
  const open = new Map<string, Conversation>()
  const kept = new Map<string, number>()

  /** The opt-ins on disk follow the machine: whatever turned it off, a restart finds it off. */
  const keep = (id: string, warming: Warming): void => {
    const interval = isOn(warming) ? warming.intervalS : null
    if (interval === (kept.get(id) ?? null)) return
    if (interval === null) kept.delete(id)
    else kept.set(id, interval)
    optIns.save(kept)
  }

  const begin = (id: string, start: Warming): Conversation => {
    const conversation = createConversation(id, start, context, {
      changed() {
        keep(id, conversation.warming)
        watchers.changed(id)
      },
      heard: watchers.heard,
      problem: (of, reason) => watchers.problem(id, of, reason),
    })
    open.set(id, conversation)
    watchers.counted()
    return conversation
  }

  const close = (id: string): boolean => {
    const conversation = open.get(id)
    if (!conversation) return false
    const aborted = conversation.close()
    open.delete(id)
    watchers.counted()
    return aborted
  }

  /** The conversation, begun where it is new; null where there is no room. */
  const at = (id: string): Conversation | null => {
    const known = open.get(id)
    if (known) return known
    if (open.size >= MAX_CONVERSATIONS) {
      const idle = [...open].filter(([, one]) => !one.answering && !isOn(one.warming))
      const oldest = idle.sort(([, a], [, b]) => a.touchedAt - b.touchedAt)[0]
      if (!oldest) {
        watchers.full()
        return null
      }
      close(oldest[0])
    }
    return begin(id, newWarming)
  }

  for (const [id, intervalS] of [...optIns.load()].slice(0, MAX_CONVERSATIONS)) {
    kept.set(id, intervalS)
    begin(id, restoredWarming(intervalS, clock.elapsed()))
  }

  let cancelSweep: Dispose = () => {}
  const sweep = (): void => {
    for (const [id, conversation] of open) {
      if (conversation.answering || clock.elapsed() - conversation.touchedAt < IDLE_MS) continue
      log.info({ conversation: id }, 'idle conversation closed')
      close(id)
    }
    cancelSweep = clock.after(SWEEP_MS, sweep)
  }
  sweep()

  return {
    get count() {
      return open.size
    },
    warming: (id) => open.get(id)?.warming ?? newWarming,
    answering: (id) => open.get(id)?.answering ?? false,
    replay: (id) => open.get(id)?.replay() ?? [],
    send(id, message) {
      const conversation = at(id)
      return conversation ? conversation.send(message) : FULL
    },
    stop: (id, reason) => open.get(id)?.stop(reason) ?? false,
    set(id, event) {
      const conversation = at(id)
      return conversation ? conversation.set(event) : FULL
    },
    async warm(id) {
      const conversation = at(id)
      return conversation ? conversation.warm() : { kind: 'full', error: FULL }
    },
    close,
    dispose: once(() => {
      cancelSweep()
      for (const conversation of open.values()) conversation.dispose()
    }),
  }
}
