import { describe, expect, it } from 'vitest'
import { createStickyCache } from '../../../shared/sticky-cache'
import { defaultRetention } from '../../../shared/topics'
import { facts, headline } from './headline'
import { count, select } from './select'

const snapshot = {
  sha256: 'a'.repeat(64),
  rows: 150_000,
  bytes: 4_000_000,
  url: '/data/a.arrow',
  source: 'knn_v1.parquet',
  modified_at: 0,
  categories: { host_id: ['host-01', 'host-02'], profile: ['idle'] },
  bounds: { min: [0, 0, 0] as [number, number, number], max: [1, 1, 1] as [number, number, number] },
}

function replica() {
  const cache = createStickyCache(defaultRetention)
  const event = { timestamp: 1, origin: 'live' } as const
  return {
    cache,
    snapshot: (offset: number) => cache.put({ ...event, type: 'embedding_snapshot', payload: snapshot, offset }),
    live: (offset: number) =>
      cache.put({
        ...event,
        type: 'embedding',
        payload: {
          points: [
            { x: 0, y: 0, z: 0 },
            { x: 1, y: 1, z: 1 },
          ],
        },
        offset,
      }),
    point: (offset: number) => cache.put({ ...event, type: 'embedding', payload: { x: 2, y: 2, z: 2 }, offset }),
  }
}

describe('embedding', () => {
  it('[SCATTER-13] counts the points of the snapshot and the live ones, and says so in a sentence', () => {
    const { cache, ...put } = replica()
    expect(headline(select(cache, 1000))).toBeNull()
    expect(count(select(cache, 1000))).toBe(0)
    put.snapshot(1)
    expect(headline(select(cache, 1000))).toBe('150,000 windows of 2 hosts in 1 profile')
    put.live(2)
    put.point(3)
    expect(count(select(cache, 1000))).toBe(150_003)
    expect(headline(select(cache, 1000))).toBe('150,000 windows of 2 hosts in 1 profile, 3 more live')
    expect(facts(select(cache, 1000)).rows[0]).toEqual(['points', '150,000'])
  })

  it('[SCATTER-13] live points alone are a picture too, and the same array while they do not change', () => {
    const { cache, point } = replica()
    point(1)
    expect(headline(select(cache, 1000))).toBe('1 live point')
    expect(select(cache, 2000).live).toBe(select(cache, 1000).live)
  })
})
