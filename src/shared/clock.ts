import { type Dispose, once } from './dispose'

/** Time as an argument: machines and pumps take a clock, tests hand them one that stands still. */
export interface Clock {
  /** Milliseconds since 1970: for what is shown, stored or sent. It jumps when somebody sets the machine's clock. */
  now(): number
  /**
   * Whole milliseconds since some moment that stays the same: for durations. It never jumps.
   * While the machine sleeps it may stand still, as timers do: on Linux it does, on Windows it goes on.
   */
  elapsed(): number
  /** Calls once after `ms`; the undo cancels. */
  after(ms: number, call: () => void): Dispose
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

/** Both clocks are rounded, and the one of the day is steered a little all the time: nobody has set anything then. */
const STEERED_MS = 100

/** Tells moments of `elapsed` as times of day. One moment stays one time, until somebody sets the machine's clock. */
export function timesOfDay(clock: Clock): (elapsed: number) => number {
  let zero = clock.now() - clock.elapsed()
  return (elapsed) => {
    const read = clock.now() - clock.elapsed()
    if (Math.abs(read - zero) > STEERED_MS) zero = read
    return zero + elapsed
  }
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

/** True where `work` is done in time. Rejects as it does. */
export async function within(ms: number, work: Promise<unknown>, clock: Clock): Promise<boolean> {
  let undo: Dispose = () => {}
  const late = new Promise<boolean>((resolve) => {
    undo = clock.after(ms, () => resolve(false))
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    undo()
  }
}

export interface FakeClock extends Clock {
  advance(ms: number): void
  /** Sets `now` so much ahead, or back; no time passes. */
  step(ms: number): void
  pending(): number
}

/** A clock for tests: time passes only in `advance`, and timers fire in their order, each at its own time. */
export function fakeClock(start = 1_781_246_273_000): FakeClock {
  let time = 0
  let epoch = start
  const timers = new Set<{ at: number; call: () => void }>()
  return {
    now: () => epoch + time,
    elapsed: () => time,
    after(ms, call) {
      const timer = { at: time + Math.max(0, ms), call }
      timers.add(timer)
      return () => {
        timers.delete(timer)
      }
    },
    pending: () => timers.size,
    step(ms) {
      epoch += ms
    },
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
