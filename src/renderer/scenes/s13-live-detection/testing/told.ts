import type { LecternEvent } from '../../../../shared/event'
import { createStickyCache } from '../../../../shared/sticky-cache'
import { defaultRetention, type Payload } from '../../../../shared/topics'
import { type LiveView, select } from '../select'

/** The server's clock of the tests, epoch milliseconds. */
const NOW = 1_781_246_273_000

/** A detection as the tests write it: how many seconds ago, and what is not as usual. */
export type Told = readonly [host: string, secondsAgo: number, more?: Partial<Payload<'live_detection'>>]

export function viewOf(...detections: readonly Told[]): LiveView {
  const replica = createStickyCache(defaultRetention)
  detections.forEach(([host_id, secondsAgo, more], i) => {
    const event: LecternEvent = {
      type: 'live_detection',
      payload: { host_id, label: 'recon', score: 0.5, ...more },
      timestamp: NOW / 1000 - secondsAgo,
      origin: 'live',
      offset: i + 1,
    }
    replica.put(event)
  })
  return select(replica, NOW)
}
