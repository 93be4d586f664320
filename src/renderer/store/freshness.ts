import type { Origin } from '../../shared/event'
import type { StickyCache } from '../../shared/sticky-cache'
import { type TopicName, topics } from '../../shared/topics'

/** So many cadences without a word, and what is shown is stale. */
const CADENCES = 3

/** How old and how real what a scene shows is. */
export interface Freshness {
  /** Seconds since the newest event, by the server's clock; null where there is none. */
  readonly ageS: number | null
  /** True only for topics that ought to speak regularly, and have not. */
  readonly stale: boolean
  /** What is not live in it; `partly` where live events are among it. */
  readonly badge: Badge | null
}

export interface Badge {
  readonly origin: Exclude<Origin, 'live'>
  readonly partly: boolean
}

/** What makes the age of a scene's topics, and must be looked at anew only when a topic changes. */
export interface Vintage {
  /** Epoch seconds of the newest event; null where there is none. */
  readonly newest: number | null
  /** Epoch seconds at which the first of the topics with a cadence turns stale; null where none can. */
  readonly staleAt: number | null
  readonly badge: Badge | null
}

export function vintageOf(replica: StickyCache, names: readonly TopicName[]): Vintage {
  let newest: number | null = null
  let staleAt: number | null = null
  const origins = new Set<Origin>()
  for (const name of names) {
    let latest: number | null = null
    for (const { timestamp, origin } of replica.read(name)) {
      origins.add(origin)
      if (latest === null || timestamp > latest) latest = timestamp
    }
    if (latest === null) continue
    newest = Math.max(newest ?? 0, latest)
    const cadence = topics[name].cadence_s
    if (cadence !== null) staleAt = Math.min(staleAt ?? Infinity, latest + CADENCES * cadence)
  }
  return { newest, staleAt, badge: badgeOf(origins) }
}

export function freshnessOf(vintage: Vintage, nowMs: number): Freshness {
  const now = nowMs / 1000
  return {
    ageS: vintage.newest === null ? null : Math.max(0, now - vintage.newest),
    stale: vintage.staleAt !== null && now > vintage.staleAt,
    badge: vintage.badge,
  }
}

/** The least real origin gives the badge its name: nothing that is not live may look it. */
function badgeOf(origins: ReadonlySet<Origin>): Badge | null {
  const found = (['sample', 'replay', 'restored'] as const).find((origin) => origins.has(origin))
  return found ? { origin: found, partly: origins.has('live') } : null
}
