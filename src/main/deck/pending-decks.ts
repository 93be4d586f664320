import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../shared/clock'
import type { Deck } from '../../shared/deck'
import type { EventDraft } from '../../shared/event'

/** A deck that has not come back for so long, in milliseconds, was lost: a relay takes up to four for it, and for the one before it. */
const LOST_MS = 10_000

type DeckEvent = EventDraft<'deck'>

/** The decks that were said and are not in the replica yet: over a relay that takes a moment, and a hand may be faster. */
export interface PendingDecks {
  add(draft: DeckEvent): void
  /** The newest of them; null where the replica's deck is the one that counts. */
  last(): Deck | null
}

/** `told` reads the replica's deck. As many are remembered as there are commands within `LOST_MS`. */
export function createPendingDecks(told: () => DeckEvent | undefined, clock: Clock): PendingDecks {
  let said: readonly { readonly draft: DeckEvent; readonly at: number }[] = []
  let seen = told()
  const look = () => {
    const now = told()
    if (now !== seen) {
      // Before the one that came back the others have come, too. Where it is none of ours, another hand has the say.
      const back = said.findLastIndex(({ draft }) => now !== undefined && isSame(draft, now))
      said = back < 0 ? [] : said.slice(back + 1)
    }
    seen = now
    said = said.filter(({ at }) => clock.elapsed() - at < LOST_MS)
  }
  return {
    add(draft) {
      look()
      said = [...said, { draft, at: clock.elapsed() }]
    },
    last() {
      look()
      return said.at(-1)?.draft.payload ?? null
    },
  }
}

const isSame = (a: DeckEvent, b: DeckEvent) =>
  a.timestamp === b.timestamp && isDeepStrictEqual(onTheWire(a.payload), onTheWire(b.payload))

/** As it comes back: nothing in it is undefined. */
const onTheWire = (deck: Deck): unknown => JSON.parse(JSON.stringify(deck))
