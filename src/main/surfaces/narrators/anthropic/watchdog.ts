import type { Clock } from '../../../../shared/clock'
import { type Dispose, once } from '../../../../shared/dispose'

/** An abort signal that also fires where nobody has called `alive` for `ms`. */
export interface Watchdog {
  readonly signal: AbortSignal
  /** True once it was silence, and not the outer signal, that aborted. */
  readonly fired: boolean
  alive(): void
  dispose: Dispose
}

export function createWatchdog(outer: AbortSignal, clock: Clock, ms: number): Watchdog {
  const abort = new AbortController()
  let fired = false
  let cancel: Dispose = () => {}
  const alive = () => {
    cancel()
    cancel = clock.after(ms, () => {
      fired = true
      abort.abort()
    })
  }
  const pass = () => abort.abort()
  if (outer.aborted) pass()
  outer.addEventListener('abort', pass, { once: true })
  alive()
  return {
    signal: abort.signal,
    get fired() {
      return fired
    },
    alive,
    dispose: once(() => {
      cancel()
      outer.removeEventListener('abort', pass)
    }),
  }
}
