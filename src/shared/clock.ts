import { type Dispose, once } from './dispose'

/** Time as an argument: machines and pumps take a clock, tests hand them one that stands still. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls once after `ms`; the undo cancels. */
  after(ms: number, call: () => void): Dispose
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

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

/** A clock for tests: time passes only in `advance`, and timers fire in their order, each at its own time. */
export function fakeClock(start = 1_781_246_273_000): Clock & { advance(ms: number): void; pending(): number } {
  let time = start
  const timers = new Set<{ at: number; call: () => void }>()
  return {
    now: () => time,
    after(ms, call) {
      const timer = { at: time + Math.max(0, ms), call }
      timers.add(timer)
      return () => {
        timers.delete(timer)
      }
    },
    pending: () => timers.size,
    advance(ms) {
      const end = time + ms
      for (;;) {
        let next: { at: number; call: () => void } | null = null
        for (const timer of timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer
        if (!next) break
        timers.delete(next)
        time = next.at
        next.call()
      }
      time = end
    },
  }
}
