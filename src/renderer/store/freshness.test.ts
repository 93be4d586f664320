import { describe, expect, test } from 'vitest'
import type { Origin } from '../../shared/event'
import { createStickyCache } from '../../shared/sticky-cache'
import { defaultRetention } from '../../shared/topics'
import { freshnessOf, vintageOf } from './freshness'

const replica = () => createStickyCache(defaultRetention)
const detection = (offset: number, timestamp: number, origin: Origin = 'live') => ({
  ...{ type: 'live_detection' as const, offset, timestamp, origin },
  payload: { host_id: `h${offset}`, label: 'recon', score: 1 },
})
const score = (offset: number, timestamp: number, origin: Origin) => ({
  ...{ type: 'model_metric' as const, offset, timestamp, origin },
  payload: { model: `m${offset}`, macro_f1: 1 },
})

describe('freshness', () => {
  test('[FRESH-1] a topic that ought to speak is stale after three of its cadences, and its age is by the server’s clock', () => {
    const cache = replica()
    cache.put(detection(1, 1_000))
    const vintage = vintageOf(cache, ['live_detection'])
    expect(freshnessOf(vintage, 1_030_000)).toEqual({ ageS: 30, stale: false, badge: null })
    expect(freshnessOf(vintage, 1_031_000)).toEqual({ ageS: 31, stale: true, badge: null })
  })

  test('[FRESH-2] what is published on change has an age and never turns stale', () => {
    const cache = replica()
    cache.put(score(1, 1_000, 'live'))
    expect(freshnessOf(vintageOf(cache, ['model_metric']), 9e9)).toMatchObject({ stale: false, ageS: 8_999_000 })
  })

  test('[FRESH-3] the newest event counts, in whatever order they came; one from the future is new', () => {
    const cache = replica()
    cache.put(score(1, 2_000, 'live'))
    cache.put(score(2, 1_000, 'live'))
    const vintage = vintageOf(cache, ['model_metric'])
    expect(freshnessOf(vintage, 2_060_000).ageS).toBe(60)
    expect(freshnessOf(vintage, 1_990_000).ageS).toBe(0)
  })

  test('[FRESH-4] nothing was ever said: no age, not stale', () => {
    expect(freshnessOf(vintageOf(replica(), ['live_detection']), 9e9)).toEqual({
      ageS: null,
      stale: false,
      badge: null,
    })
  })

  test('[FRESH-5] whatever is not live gives a badge, also where most is live', () => {
    const cache = replica()
    cache.put(score(1, 1, 'live'))
    expect(vintageOf(cache, ['model_metric']).badge).toBeNull()
    cache.put(score(2, 1, 'restored'))
    expect(vintageOf(cache, ['model_metric']).badge).toEqual({ origin: 'restored', partly: true })
    cache.put(score(3, 1, 'sample'))
    expect(vintageOf(cache, ['model_metric']).badge).toEqual({ origin: 'sample', partly: true })
    expect(vintageOf(cache, ['live_detection']).badge).toBeNull()
  })
})
