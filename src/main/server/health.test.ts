import { expect, it } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { defaultRetention } from '../../shared/topics'
import { createBroadcaster } from '../broadcaster/broadcaster'
import { testServer } from './testing/server'

it('[HEALTHZ-1] what a TTL hides from the screens is not told either, and stands among what is retained', async () => {
  const clock = fakeClock(100_000)
  const broadcaster = createBroadcaster({
    ...{ clock, journal: { events: 100, bytes: 100_000 } },
    retention: { ...defaultRetention, totals: { ...defaultRetention.totals, ttl_s: 3 } },
  })
  const { url } = await testServer({ clock, broadcaster })
  const payload = { total_alerts: 5, total_bytes: 1, total_episodes: 1 }
  broadcaster.publish([{ type: 'totals', payload, timestamp: 100, origin: 'live' }])
  const told = async () => (await fetch(`${url}/healthz`)).json()
  expect(await told()).toMatchObject({ total_alerts: 5, sticky: { totals: { entries: 1 } } })
  clock.advance(3_001)
  expect(await told()).toMatchObject({ total_alerts: 0, sticky: { totals: { entries: 1 } } })
})
