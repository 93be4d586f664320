import { bytes, counted, percentInWords, whole, words } from '../../../../shared/format'
import type { StickyCache } from '../../../../shared/sticky-cache'
import { type Episode, episodes, shares } from './facts'
import type { Statement } from './say'

export function hosts(replica: StickyCache): Statement[] {
  const all = shares(replica, 'host_counts')
  const [first] = all
  if (!first) return [{ text: 'No host has been counted yet', source: 'host_counts' }]
  const level = all.filter(({ count }) => count === first.count)
  const total = all.reduce((sum, { count }) => sum + count, 0)
  const who = level.length > 3 ? `${level.length} hosts` : level.map(({ name }) => name).join(' and ')
  const has = level.length === 1 ? 'has' : 'have'
  const each = level.length === 1 ? '' : ' each'
  const text = `Of ${counted(all.length, 'host')}, ${who} ${has} most episodes, ${whole(first.count)} of ${whole(total)}${each}`
  return [{ text, source: 'host_counts' }]
}

export function oneHost(replica: StickyCache, host: string): Statement[] {
  const all = shares(replica, 'host_counts')
  const own = all.find(({ name }) => name === host)
  const total = all.reduce((sum, { count }) => sum + count, 0)
  const rank = all.filter(({ count }) => own !== undefined && count > own.count).length + 1
  const first: Statement = own
    ? {
        text: `${host} has ${whole(own.count)} of ${whole(total)} episodes, number ${rank} of ${all.length}`,
        source: 'host_counts',
      }
    : { text: `${host} has not been counted yet`, source: 'host_counts' }
  return [first, ...detectionsOf(replica, host), ...lastEpisodeOf(replica, host)]
}

function detectionsOf(replica: StickyCache, host: string): Statement[] {
  const own = replica.read('live_detection').filter(({ payload }) => payload.host_id === host)
  const newest = own.at(-1)
  if (!newest) return []
  const alerts = own.filter(({ payload }) => payload.alert === true).length
  const sum = `${counted(own.length, 'retained detection')}, ${counted(alerts, 'alert')} among them`
  return [{ text: `It has ${sum}; the newest says ${words(newest.payload.label)}`, source: 'live_detection' }]
}

function lastEpisodeOf(replica: StickyCache, host: string): Statement[] {
  const last = episodes(replica).find((episode) => episode.host_id === host)
  return last ? [{ text: `Its latest episode is ${described(last)}`, source: 'recent_episodes' }] : []
}

export function latestEpisode(replica: StickyCache): Statement[] {
  const [last] = episodes(replica)
  if (!last) return [{ text: 'No episode has come in yet', source: 'recent_episodes' }]
  const text = `The latest episode is ${described(last)}, on ${last.host_id}`
  const latest: Statement = { text, source: 'recent_episodes' }
  return replica.read('totals').length > 0 ? [latest, ...totals(replica)] : [latest]
}

export function oneEpisode(replica: StickyCache, id: string): Statement[] {
  const listed = episodes(replica).find((episode) => episode.episode_id === id)
  const windows = replica.read('prediction').filter(({ payload }) => payload.episode_id === id)
  const judged = windows.filter(({ payload }) => payload.truth !== undefined)
  const right = judged.filter(({ payload }) => payload.predicted === payload.truth).length
  const statements: Statement[] = []
  if (listed) statements.push({ text: `${described(listed)}, on ${listed.host_id}`, source: 'recent_episodes' })
  if (windows.length > 0) {
    const verdict =
      judged.length > 0 ? `, ${whole(right)} of ${whole(judged.length)} right` : ', none with a known truth'
    const text = `${id} has ${counted(windows.length, 'predicted window')}${verdict}`
    statements.push({ text, source: 'prediction' })
  }
  return statements
}

const described = ({ episode_id, profile, alerts }: Episode): string =>
  `${episode_id}, ${words(profile)} with ${counted(alerts, 'alert')}`

export function phases(replica: StickyCache): Statement[] {
  const all = shares(replica, 'phase_mix')
  const total = all.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return [{ text: 'No phase has been counted yet', source: 'phase_mix' }]
  const [first, second] = all.map(({ name, count }) => `${words(name)} ${percentInWords(count / total)}`)
  const text = second ? `${first} of the windows, then ${second}` : `${first} of the windows`
  return [{ text: `The phases are led by ${text}`, source: 'phase_mix' }]
}

export function onePhase(replica: StickyCache, phase: string): Statement[] {
  const all = shares(replica, 'phase_mix')
  const total = all.reduce((sum, { count }) => sum + count, 0)
  const own = all.find(({ name }) => name === phase)
  if (!own || total === 0) return [{ text: `${words(phase)} has not been counted yet`, source: 'phase_mix' }]
  const share = percentInWords(own.count / total)
  return [{ text: `${words(phase)} has ${whole(own.count)} of ${whole(total)} windows, ${share}`, source: 'phase_mix' }]
}

export function totals(replica: StickyCache): Statement[] {
  const newest = replica.read('totals').at(-1)
  if (!newest) return [{ text: 'No totals have come in yet', source: 'totals' }]
  const { total_alerts: alerts, total_bytes: size, total_episodes: count } = newest.payload
  const text = `In all there are ${counted(count, 'episode')}, ${counted(alerts, 'alert')} and ${bytes(size)}`
  return [{ text, source: 'totals' }]
}
