import { ago } from '../../shared/format'
import type { Badge, Freshness } from '../store/freshness'

const badges = { sample: 'sample data', replay: 'replay', restored: 'restored' } as const

/** What the badge of data that are not live says. */
export function badgeText({ origin, partly }: Badge): string {
  return partly ? `partly ${badges[origin]}` : badges[origin]
}

/** How old the data are, in words; null while there are none. */
export function ageText({ ageS, stale }: Pick<Freshness, 'ageS' | 'stale'>): string | null {
  if (ageS === null) return null
  return stale ? `no news for ${ago(ageS).replace(' ago', '')}` : ago(ageS)
}
