import type { Clock } from '../shared/clock'
import type { EventDraft } from '../shared/event'
import type { StickyCache } from '../shared/sticky-cache'
import type { Payload } from '../shared/topics'

type Alert = Payload<'alert'>

export interface Alerts {
  /** Puts an alert on every screen; the same `id` again counts up, and a dismissed one comes back. */
  raise(alert: Omit<Alert, 'count' | 'dismissed'>): void
  /** Takes an alert away; unknown ones and dismissed ones are left alone. */
  settle(id: string): void
}

/** The alerts of this server. What it knows of them stands in the replica; it remembers nothing itself. */
export function createAlerts(
  read: () => StickyCache,
  publish: (drafts: readonly EventDraft[]) => void,
  clock: Clock,
): Alerts {
  const known = (id: string): Alert | undefined =>
    read()
      .read('alert')
      .find((event) => event.payload.id === id)?.payload
  const say = (payload: Alert) => publish([{ type: 'alert', payload, timestamp: clock.now() / 1000, origin: 'live' }])
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
