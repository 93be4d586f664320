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

type HealthInput = Pick<Dashboard, 'link' | 'complete' | 'cache' | 'now'>

/** What the health strip says. Pure; the calm things first. */
export function healthOf({ link, complete, cache, now }: HealthInput): readonly HealthItem[] {
  const items: HealthItem[] = [linkItem(link, complete, now)]
  const recorder = cache.read('recorder_status', now).at(-1)?.payload
  if (recorder?.state === 'recording') items.push({ key: 'recorder', tone: 'calm', text: 'recording' })
  const replay = cache.read('replay_status', now).at(-1)?.payload
  if (replay) items.push({ key: 'replay', tone: 'calm', text: `replay ${replay.state}` })
  const open = cache
    .read('alert', now)
    .map((event) => event.payload)
    .filter((alert) => !alert.dismissed && alert.severity !== 'info')
  const worst = open.findLast(isGrave) ?? open.at(-1)
  if (worst) items.push(alertItem(worst, open.length))
  return items
}

/** The line to the server. */
export function linkItem(link: Dashboard['link'], complete: boolean, nowMs: number): HealthItem {
  switch (link.phase) {
    case 'saved':
      return { key: 'link', tone: 'calm', text: `saved on ${dateAndTime(nowMs)}` }
    case 'open':
      return { key: 'link', tone: 'calm', text: `connected over ${carriers[link.transport ?? 'ws']}` }
    case 'stopped':
    case 'connecting':
      return { key: 'link', tone: 'warning', text: 'connecting' }
    case 'waiting':
      return {
        key: 'link',
        tone: 'warning',
        text: complete ? 'connection lost, trying again' : 'no answer yet, trying again',
      }
    case 'parked':
      return { key: 'link', tone: 'warning', text: 'paused while out of sight' }
  }
}

function alertItem(alert: Payload<'alert'>, count: number): HealthItem {
  // The count first: a phone cuts off what comes last.
  const all = count > 1 ? `${count} alerts: ` : ''
  return { key: 'alerts', tone: isGrave(alert) ? 'grave' : 'warning', text: `${all}${alert.message}` }
}

function isGrave({ severity }: Payload<'alert'>): boolean {
  return severity === 'error' || severity === 'critical'
}
