import type { Clock } from '../../../shared/clock'

/** Says a value at once, and what follows it no faster than a pace: of several, the last. */
export interface Paced<T> {
  say(value: T): void
  /** Says now what waits. */
  flush(): void
}

export function createPaced<T>(say: (value: T) => void, paceMs: number, clock: Clock): Paced<T> {
  let waiting: { readonly value: T } | null = null
  let cancel: (() => void) | null = null
  const flush = () => {
    cancel?.()
    cancel = null
    const next = waiting
    waiting = null
    if (next) say(next.value)
  }
  const rest = () => {
    cancel = clock.after(paceMs, () => {
      const more = waiting !== null
      flush()
      if (more) rest()
    })
  }
  return {
    say(value) {
      if (cancel) {
        waiting = { value }
        return
      }
      say(value)
      rest()
    },
    flush,
  }
}
