import type { Clock } from '../shared/clock'
import type { EventDraft } from '../shared/event'
import type { StickyCache } from '../shared/sticky-cache'
import type { Payload } from '../shared/topics'
import { createPending, type Pending } from './pending'

type Alert = Payload<'alert'>

/** Alerts that may be on their way at once; past that the one of which nothing was said for longest counts as lost. */
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
  const underWay = new Map<string, Pending<EventDraft<'alert'>>>()
  const told = (id: string) =>
    read()
      .read('alert')
      .find((event) => event.payload.id === id)
  const known = (id: string): Alert | undefined => {
    const last = underWay.get(id)?.last()
    if (!last) underWay.delete(id)
    return (last ?? told(id))?.payload
  }
  const say = (payload: Alert) => {
    const { id } = payload
    const pending = underWay.get(id) ?? createPending(() => told(id), clock, Number.POSITIVE_INFINITY)
    underWay.delete(id) // re-inserted at the end: the first is the one of which nothing was said for longest
    underWay.set(id, pending)
    const draft: EventDraft<'alert'> = { type: 'alert', payload, timestamp: clock.now() / 1000, origin: 'live' }
    pending.add(draft)
    publish([draft])
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
