/** How many samples are compared. */
const SAMPLES = 8

/** How far the server's clock is ahead of a client's, from the times that its messages carry. */
export interface ServerClock {
  /** The server said `serverS` (epoch seconds); it arrived at `arrivedMs` of the client's clock. */
  sample(serverS: number, arrivedMs: number): void
  /** Milliseconds to add to the client's clock; 0 before the first sample. */
  offsetMs(): number
}

/** A message can only be late, so of the last few samples the largest is nearest to the truth. */
export function createServerClock(): ServerClock {
  let offsets: readonly number[] = []
  return {
    sample(serverS, arrivedMs) {
      offsets = [...offsets, serverS * 1000 - arrivedMs].slice(-SAMPLES)
    },
    offsetMs: () => (offsets.length === 0 ? 0 : Math.max(...offsets)),
  }
}
