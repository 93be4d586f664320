import { describe, expect, it } from 'vitest'
import { createStickyCache } from '../../../shared/sticky-cache'
import { defaultRetention } from '../../../shared/topics'
import { count, select } from './select'
import { type Told, viewOf } from './testing/told'

describe('the view of live detections', () => {
  it('[LIVE-1] the lane with the latest alert stands first, those without one after them by name', () => {
    const view = viewOf(['d', 9], ['a', 8, { alert: true }], ['c', 7], ['b', 6, { alert: true }], ['a', 5])
    expect(view.lanes.map((lane) => lane.host)).toEqual(['b', 'a', 'c', 'd'])
    expect(count(view)).toBe(5)
  })

  it('[LIVE-2] a lane holds its newest 60 detections in the order of arrival', () => {
    const view = viewOf(...Array.from({ length: 80 }, (_, i): Told => ['a', 80 - i]))
    const ids = view.lanes[0]?.cells.map((cell) => cell.id)
    expect([ids?.length, ids?.[0], ids?.at(-1)]).toEqual([60, 21, 80])
  })

  it('[LIVE-3] beyond 64 hosts the others are counted, not drawn', () => {
    const view = viewOf(...Array.from({ length: 70 }, (_, i): Told => [`host-${i}`, 1]))
    expect([view.lanes.length, view.hidden, count(view)]).toEqual([64, 6, 64])
  })

  it('[LIVE-4] the median latency is of the cells that carry one', () => {
    const lane = viewOf(['a', 3, { latency_ms: 9 }], ['a', 2], ['a', 1, { latency_ms: 1 }]).lanes[0]
    expect(lane?.p50).toBe(5)
    expect(viewOf(['a', 1]).lanes[0]?.p50).toBeNull()
  })

  it('[LIVE-25] a retention of any size is looked through', () => {
    // Its times were handed to Math.max one by one, of which a call takes no more than its stack has room for.
    const live_detection = { ...defaultRetention.live_detection, per_key: 200_000, limit: 200_000 }
    const replica = createStickyCache({ ...defaultRetention, live_detection })
    const payload = { host_id: 'a', label: 'recon', score: 0.5 }
    for (let offset = 1; offset <= 200_000; offset++) {
      replica.put({ type: 'live_detection', payload, timestamp: offset / 1000, origin: 'live', offset })
    }
    expect(select(replica, 200_000).newestAt).toBe(200_000)
  })
})
