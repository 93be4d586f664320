import { expect, test } from 'vitest'
import { fakeClock } from '../shared/clock'
import type { EventDraft } from '../shared/event'
import { defaultRetention } from '../shared/topics'
import { createAlerts } from './alerts'
import { createBroadcaster } from './broadcaster/broadcaster'

const broken = { id: 'models/gbt.json', severity: 'warning', message: 'broken', source: 'models' } as const

function farLog() {
  const clock = fakeClock()
  const broadcaster = createBroadcaster({ clock, retention: defaultRetention, journal: { events: 100, bytes: 1e6 } })
  /** What is on its way to a log that is elsewhere. */
  const underWay: EventDraft[] = []
  const alerts = createAlerts(
    () => broadcaster.replica,
    (drafts) => void underWay.push(...drafts),
    clock,
  )
  return {
    ...alerts,
    clock,
    arrive: (count = Infinity) => void broadcaster.publish(structuredClone(underWay.splice(0, count))),
    dismissElsewhere() {
      const payload = { ...broken, count: 1, dismissed: true }
      broadcaster.publish([{ type: 'alert', payload, timestamp: clock.now() / 1000, origin: 'live' }])
    },
    shown: () => broadcaster.replica.read('alert').map(({ payload }) => [payload.count, payload.dismissed ?? false]),
  }
}

test('[ALERT-1] what breaks and is mended while the log is out of reach has no alert when it is back', () => {
  const { raise, settle, clock, arrive, shown } = farLog()
  raise(broken)
  clock.advance(60_000)
  raise(broken)
  clock.advance(60_000)
  settle(broken.id)
  arrive()
  expect(shown()).toEqual([[2, true]])
})

test('[ALERT-2] an alert that is in the log is what the log says of it, whoever said it', () => {
  const { raise, clock, arrive, dismissElsewhere, shown } = farLog()
  raise(broken)
  arrive()
  clock.advance(1_000)
  dismissElsewhere()
  clock.advance(1_000)
  raise(broken)
  arrive()
  expect(shown()).toEqual([[1, false]])
})

test('[ALERT-3] a clock that is set back hides no alert that has yet to get into the log', () => {
  const { raise, settle, clock, arrive, shown } = farLog()
  raise(broken)
  settle(broken.id)
  arrive()
  clock.step(-3_600_000)
  raise(broken)
  clock.advance(1_000)
  settle(broken.id)
  arrive()
  expect(shown()).toEqual([[1, true]])
})

test('[ALERT-4] where some of what was said has arrived, the rest still counts', () => {
  const { raise, settle, clock, arrive, shown } = farLog()
  raise(broken)
  clock.advance(1_000)
  settle(broken.id)
  clock.advance(1_000)
  raise(broken)
  arrive(2)
  settle(broken.id)
  arrive()
  expect(shown()).toEqual([[1, true]])
})
