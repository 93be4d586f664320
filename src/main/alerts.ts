import type { Clock } from '../shared/clock'
import type { EventDraft } from '../shared/event'
import type { StickyCache } from '../shared/sticky-cache'
import type { Payload } from '../shared/topics'

type Alert = Payload<'alert'>

/** Alerts that may be on their way at once; past that the one that was said first counts as lost. */
const MAX_UNDER_WAY = 50

export interface Alerts {
  /** Puts an alert on every screen; the same `id` again counts up, and a dismissed one comes back. */
  raise(alert: Omit<Alert, 'count' | 'dismissed'>): void
  /** Takes an alert away; unknown ones and dismissed ones are left alone. */
  settle(id: string): void
}

/** The alerts of this server. What it knows of them stands in the replica, and it remembers what has yet to get there. */
export function createAlerts(
  read: () => StickyCache,
  publish: (drafts: readonly EventDraft[]) => void,
  clock: Clock,
): Alerts {
  /** By id what was said last, and when what the replica then held of it was: until that changes it is on its way. */
  const underWay = new Map<string, { readonly payload: Alert; readonly over: number | undefined }>()
  const told = (id: string) =>
    read()
      .read('alert')
      .find((event) => event.payload.id === id)
  const known = (id: string): Alert | undefined => {
    const event = told(id)
    const said = underWay.get(id)
    if (said && said.over === event?.timestamp) return said.payload
    underWay.delete(id)
    return event?.payload
  }
  const say = (payload: Alert) => {
    const { id } = payload
    underWay.delete(id) // re-inserted at the end: the first is the one that was said first
    underWay.set(id, { payload, over: told(id)?.timestamp })
    publish([{ type: 'alert', payload, timestamp: clock.now() / 1000, origin: 'live' }])
    known(id) // in a log of this process it is there at once
    for (const first of underWay.keys()) if (underWay.size > MAX_UNDER_WAY) underWay.delete(first)
  }
  return {
    raise(alert) {
      const before = known(alert.id)
      const count = before && !before.dismissed ? before.count + 1 : 1
      say({ ...alert, message: plain(alert.message), count })
    },
    settle(id) {
      const before = known(id)
      if (before && !before.dismissed) say({ ...before, dismissed: true })
    },
  }
}

/** A message may quote what a file holds; the screen takes no control characters, and no more than 256. */
function plain(message: string): string {
  const line = message.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
  return line.length > 256 ? `${line.slice(0, 255)}…` : line
}
