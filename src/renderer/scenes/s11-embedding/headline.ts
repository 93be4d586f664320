import { counted, whole, words } from '../../../shared/format'
import type { FactTable } from '../scene'
import type { EmbeddingView } from './select'

/** How many windows there are, of how many hosts, in how many profiles. */
export function headline({ snapshot, live }: EmbeddingView): string | null {
  if (!snapshot || snapshot.rows === 0) return live.length > 0 ? counted(live.length, 'live point') : null
  const { host_id, profile } = snapshot.categories
  const parts = [
    `${counted(snapshot.rows, 'window')} of ${counted(host_id.length, 'host')} in ${counted(profile.length, 'profile')}`,
  ]
  if (live.length > 0) parts.push(`${whole(live.length)} more live`)
  return parts.join(', ')
}

export function facts({ snapshot, live }: EmbeddingView): FactTable {
  const rows: string[][] = []
  if (snapshot) {
    rows.push(['points', whole(snapshot.rows)], ['source', snapshot.source])
    rows.push(['profiles', snapshot.categories.profile.map(words).join(', ')])
    rows.push(['hosts', snapshot.categories.host_id.join(', ')])
    const { min, max } = snapshot.bounds
    const axes = ['x', 'y', 'z']
    for (const [axis, name] of axes.entries()) rows.push([name, `${min[axis]?.toFixed(2)} to ${max[axis]?.toFixed(2)}`])
  }
  if (live.length > 0) rows.push(['live points', whole(live.length)])
  return { caption: 'The embedding of windows in space', columns: ['what', 'value'], rows }
}
