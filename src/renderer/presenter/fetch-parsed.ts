import * as z from 'zod/mini'
import { backoffDelay } from '../../shared/backoff'
import type { Clock } from '../../shared/clock'
import type { Dispose } from '../../shared/dispose'

/** Without an answer for so long, there is none. */
const ANSWER_MS = 10_000
/** Between two tries: a server that is busy is asked soon, and one that says no not for ever at that pace. */
const BACKOFF = { baseMs: 4_000, maxMs: 30_000 }

/** What a route of this server answers; null where it does not, or says something else. Never rejects. */
export async function fetchParsed<T>(path: string, schema: z.core.$ZodType<T>): Promise<T | null> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(ANSWER_MS) })
    if (!response.ok) return null
    return z.safeParse(schema, await response.json()).data ?? null
  } catch {
    return null
  }
}

/** Asks, ever more seldom, until there is an answer, which it tells; the undo ends that. */
export function untilAnswered<T>(ask: () => Promise<T | null>, told: (answer: T) => void, clock: Clock): Dispose {
  let gone = false
  let failures = 0
  let cancel: Dispose = () => {}
  const look = async () => {
    const answer = await ask()
    if (gone) return
    if (answer === null) cancel = clock.after(backoffDelay(++failures, Math.random(), BACKOFF), look)
    else told(answer)
  }
  void look()
  return () => {
    gone = true
    cancel()
  }
}
