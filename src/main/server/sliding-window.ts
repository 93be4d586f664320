/** Counts what must not come too often. */
export interface SlidingWindow {
  /** Notes one more at `nowMs`, which only grows; true where it is the `limit`th within the window. */
  hit(nowMs: number): boolean
}

export function createSlidingWindow(limit: number, windowMs: number): SlidingWindow {
  const times: number[] = [] // the last `limit` of them
  return {
    hit(nowMs) {
      times.push(nowMs)
      if (times.length > limit) times.shift()
      const first = times[0]
      return times.length === limit && first !== undefined && nowMs - first < windowMs
    },
  }
}
