import { bytes, counted, percent, whole, words } from '../../../shared/format'
import type { FactTable } from '../scene'
import type { FleetView, Totals } from './select'

/** Who has most episodes, of how many; without hosts the totals. */
export function headline({ hosts, totals }: FleetView): string | null {
  const most = hosts[0]
  if (!most) return totals ? totalsSentence(totals) : null
  const sum = hosts.reduce((total, host) => total + host.count, 0)
  if (sum === 0) return hosts.length === 1 ? `${most.host} has no episode yet` : `${hosts.length} hosts, no episode yet`
  if (hosts.length === 1) return `${most.host} has ${episodes(most.count)}`
  const leaders = hosts.filter((host) => host.count === most.count)
  if (leaders.length === 1) return `${most.host} has most episodes, ${whole(most.count)} of ${whole(sum)}`
  if (leaders.length === hosts.length) return `${allOf(hosts.length)} hosts have ${episodes(most.count)} each`
  const [first, second] = leaders
  const who =
    leaders.length === 2 ? `${first?.host} and ${second?.host}` : `${first?.host} and ${leaders.length - 1} more`
  return `${who} have most episodes, ${whole(most.count)} each of ${whole(sum)}`
}

function totalsSentence(totals: Totals): string {
  const alerts = counted(totals.alerts, 'alert')
  return `${episodes(totals.episodes)}, ${alerts}, ${bytes(totals.bytes)}`
}

const allOf = (count: number) => (count === 2 ? 'Both' : `All ${count}`)
/** What a phase is counted in: the producers' `phases` are windows. */
export const windows = (count: number) => counted(count, 'window')
const episodes = (count: number) => counted(count, 'episode')

export function facts({ hosts, phases, totals, recent }: FleetView): FactTable {
  const rows: string[][] = []
  if (totals) {
    rows.push(
      ['total', 'episodes', whole(totals.episodes)],
      ['total', 'alerts', whole(totals.alerts)],
      ['total', 'bytes', bytes(totals.bytes)],
    )
  }
  for (const { phase, count, share } of phases)
    rows.push(['phase', words(phase), `${windows(count)}, ${percent(share)}`])
  for (const { host, count } of hosts) rows.push(['host', host, episodes(count)])
  for (const episode of recent) {
    const alerts = counted(episode.alerts, 'alert')
    const parts = [words(episode.profile), episode.host, startOf(episode.startedAt), bytes(episode.bytes), alerts]
    rows.push(['recent episode', episode.id, parts.join(', ')])
  }
  return { caption: 'The fleet', columns: ['what', 'name', 'value'], rows }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The start of an episode in UTC: `2 May, 15:38`. */
export function startOf(startedAt: number | null): string {
  if (startedAt === null) return ''
  const date = new Date(startedAt)
  const time = [date.getUTCHours(), date.getUTCMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}, ${time}`
}
