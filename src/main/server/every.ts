import type { Clock } from '../../shared/clock'
import { type Dispose, once } from '../../shared/dispose'

/** Calls every `ms`, first after `ms`, until the undo. */
export function every(clock: Clock, ms: number, call: () => void): Dispose {
  let cancel: Dispose
  const next = () => {
    cancel = clock.after(ms, () => {
      next()
      call()
    })
  }
  next()
  return once(() => cancel())
}
