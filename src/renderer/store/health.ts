import { dateAndTime } from '../../shared/date-and-time'
import type { Payload } from '../../shared/topics'
import type { Dashboard } from './dashboard'

/** One thing of the health strip, in plain words. */
export interface HealthItem {
  readonly key: 'link' | 'recorder' | 'replay' | 'alerts'
  readonly tone: 'calm' | 'warning' | 'grave'
  readonly text: string
}

const carriers = { ipc: 'IPC', ws: 'WebSocket', sse: 'event stream', poll: 'polling' } as const

/** What the health strip says. Pure; the calm things first. */
export function healthOf({ link, cache, now }: Pick<Dashboard, 'link' | 'cache' | 'now'>): readonly HealthItem[] {
  const items: HealthItem[] = [linkItem(link, now)]
  const recorder = cache.read('recorder_status', now).at(-1)?.payload
  if (recorder?.state === 'recording') items.push({ key: 'recorder', tone: 'calm', text: 'recording' })
  const replay = cache.read('replay_status', now).at(-1)?.payload
  if (replay) items.push({ key: 'replay', tone: 'calm', text: `replay ${replay.state}` })
  const open = cache
    .read('alert', now)
    .map((event) => event.payload)
    .filter((alert) => !alert.dismissed && alert.severity !== 'info')
  const last = open.at(-1)
  if (last) items.push(alertItem(last, open.length))
  return items
}

function linkItem(link: Dashboard['link'], nowMs: number): HealthItem {
  switch (link.phase) {
    case 'saved':
      return { key: 'link', tone: 'calm', text: `saved on ${dateAndTime(nowMs)}` }
    case 'open':
      return { key: 'link', tone: 'calm', text: `live over ${carriers[link.transport ?? 'ws']}` }
    case 'stopped':
    case 'connecting':
      return { key: 'link', tone: 'warning', text: 'connecting' }
    case 'waiting':
      return { key: 'link', tone: 'warning', text: 'connection lost, trying again' }
    case 'parked':
      return { key: 'link', tone: 'warning', text: 'paused while out of sight' }
  }
}

function alertItem(alert: Payload<'alert'>, count: number): HealthItem {
  const grave = alert.severity === 'error' || alert.severity === 'critical'
  const more = count > 1 ? ` (+${count - 1} more)` : ''
  return { key: 'alerts', tone: grave ? 'grave' : 'warning', text: `${alert.message}${more}` }
}
