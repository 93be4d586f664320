import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventDraft } from './event'
import { createStickyCache } from './sticky-cache'
import { anyDraft, anyFilter, embeddingSnapshot, held, marker, metric, tinyRetention } from './testing/events'
import { defaultRetention, topicNames } from './topics'

const point: EventDraft = { type: 'embedding', payload: { x: 0, y: 0, z: 0 }, timestamp: 1, origin: 'live' }

function filled(drafts: readonly EventDraft[], retention = defaultRetention) {
  const cache = createStickyCache(retention)
  drafts.forEach((draft, index) => {
    cache.put({ ...draft, offset: index + 1 })
  })
  return cache
}

describe('the sticky cache', () => {
  it('[CACHE-6] walks all topics as one, oldest first, under the filter', () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 40 }), anyFilter, fc.nat(40), (drafts, filter, from) => {
        const cache = filled(drafts, tinyRetention)
        const walk = [...cache.since(from, filter)].map((event) => event.offset)
        const expected = topicNames
          .filter((name) => !filter || filter.has(name))
          .flatMap((name) => cache.read(name).map((event) => event.offset))
          .filter((offset) => offset > from)
        expect(walk).toEqual(expected.sort((a, b) => a - b))
      }),
    )
  })

  it('[CACHE-7] converges under any filter when told in parts with puts in between', () => {
    const steps = fc.array(fc.tuple(anyDraft, fc.constantFrom(0, 0, 1, 3)), { maxLength: 40 })
    fc.assert(
      fc.property(steps, anyFilter, (history, filter) => {
        const source = createStickyCache(tinyRetention)
        const replica = createStickyCache(tinyRetention)
        const read = (count: number) => {
          for (const event of [...source.since(replica.offset, filter)].slice(0, count)) replica.put(event)
        }
        for (const [draft, reads] of history) {
          source.put({ ...draft, offset: source.offset + 1 })
          read(reads)
        }
        read(Infinity)
        replica.advance(source.offset)
        expect(held(replica)).toEqual(held(source, filter))
        expect(replica.offset).toBe(source.offset)
      }),
      { numRuns: 1_000 },
    )
  })

  it('[CACHE-8] ignores an event whose offset is not above its own', () => {
    const cache = filled([marker('a')])
    expect(cache.put({ ...marker('late'), offset: 1 })).toBe(false)
    cache.advance(5)
    expect(cache.put({ ...marker('late'), offset: 5 })).toBe(false)
    expect(cache.put({ ...marker('b'), offset: 6 })).toBe(true)
    cache.advance(2)
    expect(cache.offset).toBe(6)
    expect(cache.read('marker').map((event) => event.payload.label)).toEqual(['a', 'b'])
  })

  it('[CACHE-9] a new embedding empties the live points, and what a reader holds of them is told apart', () => {
    const cache = filled([point, point])
    const before = cache.revision('embedding')
    cache.put({ ...embeddingSnapshot, offset: 3 })
    expect(cache.read('embedding')).toEqual([])
    expect(cache.revision('embedding')).not.toBe(before)
  })

  it('[CACHE-10] reads the same array until the topic changes', () => {
    const cache = filled([marker('a')])
    const list = cache.read('marker')
    cache.put({ ...metric('gbt'), offset: 2 })
    expect(cache.read('marker')).toBe(list)
    cache.put({ ...marker('b'), offset: 3 })
    expect(cache.read('marker')).not.toBe(list)
  })

  it('[CACHE-11] a TTL hides at read time, removes nothing, and the array stays the same until one more ages out', () => {
    const at = (label: string, timestamp: number) => ({ ...marker(label), timestamp })
    const cache = filled([at('a', 100), at('b', 200)], {
      ...defaultRetention,
      marker: { policy: 'ring', limit: 9, ttl_s: 60 },
    })
    expect(cache.read('marker', 120_000)).toBe(cache.read('marker'))
    const shown = cache.read('marker', 170_000)
    expect(shown.map((event) => event.payload.label)).toEqual(['b'])
    expect(cache.read('marker', 171_000)).toBe(shown)
    expect(cache.read('marker', 261_000)).toEqual([])
    expect([...cache.since(0)]).toHaveLength(2)
  })
})
