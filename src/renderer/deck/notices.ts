import type { Clock } from '../../shared/clock'
import { type Dispose, once } from '../../shared/dispose'

/** A sentence to who has the keys in hand; it goes by itself. */
export interface Notices {
  say(sentence: string): void
  /** Null while there is nothing to say. */
  read(): string | null
  subscribe(changed: () => void): Dispose
}

const SHOWN_MS = 3_000

export function createNotices(clock: Clock): Notices {
  const listeners = new Set<() => void>()
  let sentence: string | null = null
  let cancel: Dispose = () => {}
  const put = (next: string | null) => {
    sentence = next
    for (const changed of listeners) changed()
  }
  return {
    say(text) {
      cancel()
      put(text)
      cancel = clock.after(SHOWN_MS, () => put(null))
    },
    read: () => sentence,
    subscribe(changed) {
      listeners.add(changed)
      return once(() => listeners.delete(changed))
    },
  }
}
