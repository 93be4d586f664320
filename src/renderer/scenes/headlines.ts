import type { StickyCache } from '../../shared/sticky-cache'
import { headline as attackProfiles } from './s07-attack-profiles/headline'
import { select as selectAttackProfiles } from './s07-attack-profiles/select'
import { headline as predictions } from './s08-predictions/headline'
import { select as selectPredictions } from './s08-predictions/select'
import { headline as modelScores } from './s09-model-scores/headline'
import { select as selectModelScores } from './s09-model-scores/select'
import { fleetHeadline } from './s10-fleet/headline'
import { selectFleet } from './s10-fleet/select'
import { embeddingHeadline } from './s11-embedding/headline'
import { select as selectEmbedding } from './s11-embedding/select'
import { performanceHeadline } from './s12-performance/headline'
import { selectPerformance } from './s12-performance/select'
import { liveHeadline } from './s13-live-detection/headline'
import { selectLive } from './s13-live-detection/select'

/** Of every scene the sentence that stands over its picture, without the picture: runs wherever a replica is. */
const table: Readonly<Record<number, (replica: StickyCache, now: number) => string | null>> = {
  7: (replica, now) => attackProfiles(selectAttackProfiles(replica, now)),
  8: (replica, now) => predictions(selectPredictions(replica, now)),
  9: (replica, now) => modelScores(selectModelScores(replica, now)),
  10: (replica, now) => fleetHeadline(selectFleet(replica, now)),
  11: (replica, now) => embeddingHeadline(selectEmbedding(replica, now)),
  12: (replica, now) => performanceHeadline(selectPerformance(replica, now)),
  13: (replica, now) => liveHeadline(selectLive(replica, now)),
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
