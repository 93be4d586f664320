import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../shared/clock'
import type { Deck } from '../../shared/deck'
import type { EventDraft } from '../../shared/event'

/** A deck that has not come back for so long, in seconds, was lost: a relay takes up to four for it, and for the one before it. */
const LOST_S = 10

type DeckEvent = EventDraft<'deck'>

/** The decks that were said and are not in the replica yet: over a relay that takes a moment, and a hand may be faster. */
export interface Said {
  add(draft: DeckEvent): void
  /** The newest of them; null where the replica's deck is the one that counts. */
  last(): Deck | null
}

/** `told` reads the replica's deck. As many are remembered as there are commands within `LOST_S`. */
export function createSaid(told: () => DeckEvent | undefined, clock: Clock): Said {
  let said: readonly DeckEvent[] = []
  let seen = told()
  const look = () => {
    const now = told()
    if (now !== seen) {
      // Before the one that came back the others have come, too. Where it is none of ours, another hand has the say.
      const back = said.findLastIndex((draft) => now !== undefined && isSame(draft, now))
      said = back < 0 ? [] : said.slice(back + 1)
    }
    seen = now
    said = said.filter(({ timestamp }) => clock.now() / 1000 - timestamp < LOST_S)
  }
  return {
    add(draft) {
      look()
      said = [...said, draft]
    },
    last() {
      look()
      return said.at(-1)?.payload ?? null
    },
  }
}

const isSame = (a: DeckEvent, b: DeckEvent) =>
  a.timestamp === b.timestamp && isDeepStrictEqual(onTheWire(a.payload), onTheWire(b.payload))

/** As it comes back: nothing in it is undefined. */
const onTheWire = (deck: Deck): unknown => JSON.parse(JSON.stringify(deck))
