import { describe, expect, it } from 'vitest'
import type { LecternEvent } from '../../../shared/event'
import { createStickyCache } from '../../../shared/sticky-cache'
import { defaultRetention, type Payload } from '../../../shared/topics'
import { facts, headline } from './headline'
import { select } from './select'

function viewOf(...payloads: Payload<'model_perf'>[]) {
  const replica = createStickyCache(defaultRetention)
  payloads.forEach((payload, i) => {
    const event: LecternEvent = { type: 'model_perf', payload, timestamp: 0, origin: 'live', offset: i + 1 }
    replica.put(event)
  })
  return select(replica, 0)
}
const p50 = (model: string, ms: number) => ({ model, latency_ms: { p50: ms } })

describe('what is said of the models', () => {
  it('[PERF-1] the fastest model stands first, whether its latency is a number or percentiles', () => {
    const { models } = viewOf({ model: 'b', latency_ms: 3 }, p50('c', 2), {
      model: 'a',
      latency_ms: { p50: 3, p95: 9 },
    })
    expect(models.map(({ model, latency, isMedian, p95 }) => [model, latency, isMedian, p95])).toEqual([
      ['c', 2, true, null],
      ['a', 3, true, 9],
      ['b', 3, false, null],
    ])
  })

  it.each([
    [[p50('gbt', 1.9), p50('bert', 38.5)], 'gbt answers in 1.9\u00a0ms at the median, 20 times as fast as bert'],
    [[p50('a', 2), p50('b', 3)], 'a answers in 2.0\u00a0ms at the median, 1.5 times as fast as b'],
    [[p50('knn_semi', 2)], 'knn semi answers in 2.0\u00a0ms at the median'],
    [[{ model: 'a', latency_ms: 2 }], 'a answers in 2.0\u00a0ms'],
    [[{ model: 'a', latency_ms: 2 }, p50('b', 20)], 'a answers in 2.0\u00a0ms, 10 times as fast as b'],
    [[p50('a', 2), p50('b', 2), p50('c', 4)], 'a and b answer in 2.0\u00a0ms at the median, 2 times as fast as c'],
    [[p50('a', 2), p50('b', 2)], 'Both models answer in 2.0\u00a0ms at the median'],
    [[p50('a', 2), p50('b', 4), p50('c', 4)], 'a answers in 2.0\u00a0ms at the median, the slowest in 4.0\u00a0ms'],
    [[p50('a', 0), p50('b', 4)], 'a answers in 0\u00a0ms at the median, the slowest in 4.0\u00a0ms'],
    [[p50('a', 0.02)], 'a answers in 20\u00a0µs at the median'],
  ])('[PERF-2] the headline compares what was measured, and says median only of medians: %#', (payloads, sentence) => {
    expect(headline(viewOf(...payloads))).toBe(sentence)
  })

  it('[PERF-3] of no model nothing is said', () => {
    expect(headline(viewOf())).toBeNull()
  })

  it('[PERF-4] the facts have a row per model, empty where a value is not known', () => {
    const { columns, rows } = facts(
      viewOf({ model: 'a', latency_ms: 2, params: 0 }, { ...p50('b', 5), throughput_per_s: 6100 }),
    )
    expect(rows).toEqual([
      ['a', '2.0\u00a0ms', '', '', '', '0', '', ''],
      ['b', '5.0\u00a0ms (median)', '', '', '6,100', '', '', ''],
    ])
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
  })
})
