import { expect, test } from 'vitest'
import { createStickyCache } from '../../shared/sticky-cache'
import type { Payload } from '../../shared/topics'
import { defaultRetention } from '../../shared/topics'
import type { Link } from '../connection/connection'
import { healthOf } from './health'

const alert = (offset: number, payload: Partial<Payload<'alert'>>) => ({
  ...{ type: 'alert' as const, offset, timestamp: 1, origin: 'live' as const },
  payload: { id: `a${offset}`, severity: 'error' as const, message: 'm', source: 's', count: 1, ...payload },
})
const link = (phase: Link['phase']): Link => ({ phase, transport: phase === 'open' ? 'sse' : null, reconnects: 0 })

test('[HEALTH-1] the line to the server is told in plain words', () => {
  const cache = createStickyCache(defaultRetention)
  const say = (phase: Link['phase']) => healthOf({ link: link(phase), complete: true, cache, now: 0 })[0]?.text
  expect(say('open')).toBe('connected over event stream')
  expect(say('waiting')).toBe('connection lost, trying again')
  const [never] = healthOf({ link: link('waiting'), complete: false, cache, now: 0 })
  expect(never?.text).toBe('no answer yet, trying again')
  expect(say('parked')).toBe('paused while out of sight')
})

test('[HEALTH-2] the newest of the gravest open alerts stands there, after how many there are; dismissed ones and mere news do not', () => {
  const cache = createStickyCache(defaultRetention)
  cache.put(alert(1, { message: 'old' }))
  cache.put(alert(2, { message: 'knn_v1.parquet is cut off' }))
  cache.put(alert(3, { dismissed: true }))
  cache.put(alert(5, { severity: 'warning', message: 'newer, and not so grave' }))
  cache.put(alert(4, { severity: 'info' }))
  expect(healthOf({ link: link('open'), complete: true, cache, now: 0 })[1]).toEqual({
    ...{ key: 'alerts', tone: 'grave', text: '3 alerts: knn_v1.parquet is cut off' },
  })
})
