import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../shared/clock'
import type { EventDraft } from '../shared/event'

/** Past that the first one counts as another's when it comes back. */
const MOST = 1_024

/** The events about one thing that were said and are not in the replica yet: over a relay that takes a moment, and who speaks may be faster. */
export interface Pending<D extends EventDraft> {
  add(draft: D): void
  /** The newest of them; null where what the replica holds is what counts. */
  last(): D | null
}

/** `told` reads from the replica what is known of the thing. What has not come back for `lostMs` was lost. */
export function createPending<D extends EventDraft>(
  told: () => D | undefined,
  clock: Clock,
  lostMs: number,
): Pending<D> {
  let pending: readonly { readonly draft: D; readonly at: number }[] = []
  let seen = told()
  const look = () => {
    const now = told()
    if (now !== seen) {
      // Before the one that came back the others have come, too. Where it is none of ours, another hand has the say.
      const back = pending.findLastIndex(({ draft }) => now !== undefined && isSame(draft, now))
      pending = back < 0 ? [] : pending.slice(back + 1)
    }
    seen = now
    pending = pending.filter(({ at }) => clock.elapsed() - at < lostMs)
  }
  return {
    add(draft) {
      look()
      pending = [...pending, { draft, at: clock.elapsed() }].slice(-MOST)
    },
    last() {
      look()
      return pending.at(-1)?.draft ?? null
    },
  }
}

const isSame = (a: EventDraft, b: EventDraft) =>
  a.timestamp === b.timestamp && isDeepStrictEqual(onTheWire(a.payload), onTheWire(b.payload))

/** As it comes back: nothing in it is undefined. */
const onTheWire = (payload: EventDraft['payload']): unknown => JSON.parse(JSON.stringify(payload))
