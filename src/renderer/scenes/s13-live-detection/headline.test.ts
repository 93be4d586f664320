import { describe, expect, it } from 'vitest'
import { liveFacts, liveHeadline } from './headline'
import { type Told, viewOf } from './lane.fixture'

const alert = { alert: true, label: 'exfil', score: 0.97 }
/** An old detection on the lane with the most cells shows that the ring reaches back over the last minute. */
const old: Told[] = Array.from({ length: 5 }, () => ['quiet', 90])

describe('what is said of live detections', () => {
  it('[LIVE-9] the headline counts the alerts of the last minute and names the latest', () => {
    const view = viewOf(...old, ['b', 61, alert], ['b', 50, alert], ['a', 9, { alert: true }], ['host-07', 3, alert])
    expect(liveHeadline(view)).toBe('3 alerts in the last minute, latest on host-07: exfil at 0.97')
    expect(liveHeadline(viewOf(...old, ['a', 9, alert]))).toBe('1 alert in the last minute, latest on a: exfil at 0.97')
  })

  it('[LIVE-10] where a part of the last minute may have been forgotten, it speaks of what is shown', () => {
    const view = viewOf(
      ...Array.from({ length: 200 }, (_, i): Told => ['a', (200 - i) / 10, i % 50 === 0 ? alert : {}]),
    )
    expect(liveHeadline(view)).toBe('1 alert among the 60 detections shown, latest on a: exfil at 0.97')
  })

  it('[LIVE-11] an alert that is past is told with its age, and no alert is told as none', () => {
    expect(liveHeadline(viewOf(...old, ['a', 240, alert]))).toBe(
      'No alert in the last minute; the latest 4 min ago on a: exfil at 0.97',
    )
    expect(liveHeadline(viewOf(['a', 2], ['b', 1]))).toBe('No alert among 2 detections on 2 hosts')
    expect(liveHeadline(viewOf())).toBeNull()
  })

  it('[LIVE-12] the facts are one row a lane', () => {
    const { columns, rows } = liveFacts(
      viewOf(...old, ['a', 10, { ...alert, latency_ms: 2 }], ['a', 5, { label: 'lateral_movement' }]),
    )
    expect(rows).toEqual([
      ['a', '2', '1', '0.1/s', '2.0 ms', 'lateral movement at 0.50', 'exfil at 0.97'],
      ['quiet', '5', '0', '0/s', '', 'recon at 0.50', ''],
    ])
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
  })
})
