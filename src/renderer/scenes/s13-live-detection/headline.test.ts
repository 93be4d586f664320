import { describe, expect, it } from 'vitest'
import { vintageOf } from '../../store/freshness'
import { holding } from '../testing/kit'
import { facts, headline } from './headline'
import { type Told, viewOf } from './testing/told'

const alert = { alert: true, label: 'exfil', score: 0.97 }
/** An old detection on the lane with the most cells shows that the ring reaches back over the last minute. */
const old: Told[] = Array.from({ length: 5 }, () => ['quiet', 90])

describe('what is said of live detections', () => {
  it('[LIVE-9] the headline counts the alerts of the last minute and names the latest', () => {
    const view = viewOf(...old, ['b', 61, alert], ['b', 50, alert], ['a', 9, { alert: true }], ['host-07', 3, alert])
    expect(headline(view)).toBe('3 alerts in the last minute, latest on host-07: exfil at 0.97')
    expect(headline(viewOf(...old, ['a', 9, alert]))).toBe('1 alert in the last minute, latest on a: exfil at 0.97')
  })

  it('[LIVE-10] where a part of the last minute may have been forgotten, it speaks of what is shown', () => {
    const view = viewOf(
      ...Array.from({ length: 200 }, (_, i): Told => ['a', (200 - i) / 10, i % 50 === 0 ? alert : {}]),
    )
    expect(headline(view)).toBe('1 alert among the 60 detections shown, latest on a: exfil at 0.97')
    expect(headline(viewOf(['a', 2, alert]))).toBe('The one detection shown is an alert on a: exfil at 0.97')
  })

  it('[LIVE-11] an alert that is past is told with its age, and no alert is told as none', () => {
    expect(headline(viewOf(...old, ['a', 240, alert], ['b', 1]))).toBe(
      'No alert in the last minute; the latest 4\u00a0min ago on a: exfil at 0.97',
    )
    expect(headline(viewOf(['a', 2], ['b', 1]))).toBe('No alert among 2 detections on 2 hosts')
    expect(headline(viewOf())).toBeNull()
  })

  it('[LIVE-22] where the data have stopped, it says so instead of counting the alerts of a minute that nobody watched', () => {
    const stopped = viewOf(['b', 70], ['host-10', 61, { ...alert, score: 0.9 }])
    expect(headline(stopped)).toBe('No detections for 1\u00a0min; the latest alert on host-10: exfil at 0.90')
    const { newest, staleAt } = vintageOf(holding('live_detection', [{ host_id: 'a', label: 'recon', score: 1 }]), [
      'live_detection',
    ])
    const bound = (staleAt ?? Infinity) - (newest ?? 0) // past it the page says "no news" over the picture
    expect(headline(viewOf(...old, ['a', bound, alert]))).toMatch(/^1 alert in the last minute/)
    expect(headline(viewOf(...old, ['a', bound + 1, alert]))).toBe(
      `No detections for ${bound + 1}\u00a0s; the latest alert on a: exfil at 0.97`,
    )
    expect(headline(viewOf(['a', 200], ['b', 130]))).toBe(
      'No detections for 2\u00a0min; no alert among the 2 detections shown',
    )
  })

  it('[LIVE-24] a host without a lane still counts as news', () => {
    const hosts = Array.from({ length: 64 }, (_, i): Told => [`a-${i}`, 90, { alert: true }])
    expect(headline(viewOf(...hosts, ['quiet', 1]))).toMatch(/ among the 64 detections shown/)
  })

  it('[LIVE-12] the facts are one row a lane', () => {
    const { columns, rows } = facts(
      viewOf(...old, ['a', 10, { ...alert, latency_ms: 2 }], ['a', 5, { label: 'lateral_movement' }]),
    )
    expect(rows).toEqual([
      ['a', '2', '1', '0.1/s', '2.0\u00a0ms', 'lateral movement at 0.50', 'exfil at 0.97'],
      ['quiet', '5', '0', '0/s', '', 'recon at 0.50', ''],
    ])
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
  })
})
