import type { StickyCache } from '../../shared/sticky-cache'
import { headline as headline7 } from './s07-attack-profiles/headline'
import { select as select7 } from './s07-attack-profiles/select'
import { headline as headline8 } from './s08-predictions/headline'
import { select as select8 } from './s08-predictions/select'
import { headline as headline9 } from './s09-model-scores/headline'
import { select as select9 } from './s09-model-scores/select'
import { headline as headline10 } from './s10-fleet/headline'
import { select as select10 } from './s10-fleet/select'
import { headline as headline11 } from './s11-embedding/headline'
import { select as select11 } from './s11-embedding/select'
import { headline as headline12 } from './s12-performance/headline'
import { select as select12 } from './s12-performance/select'
import { headline as headline13 } from './s13-live-detection/headline'
import { select as select13 } from './s13-live-detection/select'

type Say = (replica: StickyCache, now: number) => string | null

function sayer<View>(
  select: (replica: StickyCache, now: number) => View,
  headline: (view: View) => string | null,
): Say {
  return (replica, now) => headline(select(replica, now))
}

/** Of every scene the sentence that stands over its picture, without the picture: runs wherever a replica is. */
const table: Readonly<Record<number, Say>> = {
  7: sayer(select7, headline7),
  8: sayer(select8, headline8),
  9: sayer(select9, headline9),
  10: sayer(select10, headline10),
  11: sayer(select11, headline11),
  12: sayer(select12, headline12),
  13: sayer(select13, headline13),
}

export interface Headline {
  readonly scene: number
  readonly text: string
}

/** What can be said of the scenes now. `now` is the server's clock in epoch milliseconds. */
export function headlines(replica: StickyCache, now: number): Headline[] {
  return Object.entries(table).flatMap(([scene, say]) => {
    const text = say(replica, now)
    return text === null ? [] : [{ scene: Number(scene), text }]
  })
}
