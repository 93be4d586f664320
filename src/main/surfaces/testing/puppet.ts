import type { AnswerEvent, Narrator, WarmOutcome } from '../narrators/narrator'

/** A narrator whose strings a test holds: it says what it is told to, when it is told to. */
export interface Puppet extends Narrator {
  /** Tells all that listen. */
  tell(told: AnswerEvent): void
  /** What the next warms come to; the last one stays. */
  outcomes: WarmOutcome[]
  /** Warms that run wait for this, where it is set. */
  gate: Promise<void> | null
  readonly warms: number
  readonly mostAtOnce: number
}

export function createPuppet(): Puppet {
  const listeners = new Set<(told: AnswerEvent) => void>()
  let warms = 0
  let running = 0
  let mostAtOnce = 0
  const usage = { inputTokens: 10, outputTokens: 0, cacheReadTokens: 90, cacheWriteTokens: 0 }
  const puppet: Puppet = {
    name: 'puppet',
    outcomes: [{ kind: 'warm', usage }],
    gate: null,
    get warms() {
      return warms
    },
    get mostAtOnce() {
      return mostAtOnce
    },
    tell(told) {
      for (const listener of listeners) listener(told)
    },
    begin: () => ({
      async *answer(_question, signal) {
        const queue: AnswerEvent[] = []
        let ring = () => {}
        const listener = (told: AnswerEvent) => {
          queue.push(told)
          ring()
        }
        listeners.add(listener)
        signal.addEventListener('abort', () => ring())
        try {
          while (!signal.aborted) {
            const told = queue.shift()
            if (told) yield told
            else await new Promise<void>((resolve) => (ring = resolve))
          }
        } finally {
          listeners.delete(listener)
        }
      },
      async warm(_replica, _now, signal) {
        warms++
        running++
        mostAtOnce = Math.max(mostAtOnce, running)
        const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        if (puppet.gate) await Promise.race([puppet.gate, aborted])
        running--
        const [first, ...rest] = puppet.outcomes
        if (rest.length > 0) puppet.outcomes = rest
        return first ?? { kind: 'failed', reason: 'no outcome' }
      },
    }),
  }
  return puppet
}
