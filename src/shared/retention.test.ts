import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastPerKey, type Retention, ring, ringPerKey, snapshot, weightedRing } from './retention'

interface Item {
  readonly offset: number
  readonly key: string
  readonly weight: number
}

const policies: Record<string, () => Retention<Item>> = {
  snapshot: () => snapshot(),
  ring: () => ring(3),
  lastPerKey: () => lastPerKey(2, (item) => item.key),
  ringPerKey: () => ringPerKey(2, 4, (item) => item.key),
  weightedRing: () => weightedRing(4, (item) => item.weight),
}

const history = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    weight: fc.integer({ min: 1, max: 6 }),
    /** After the put, a lagging replica reads a part of so many events; 0: it does not read. */
    reads: fc.constantFrom(0, 0, 0, 1, 2, 9),
  }),
  { maxLength: 40 },
)

describe.each(Object.entries(policies))('%s', (_name, make) => {
  it('[CACHE-1] is gap-closed: what it retains after a cursor, told in parts with puts in between, makes the same replica', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const source = make()
        const replica = make()
        let told = 0
        const read = (count: number) => {
          for (const item of [...source.since(told)].slice(0, count)) {
            replica.put(item)
            told = item.offset
          }
        }
        steps.forEach(({ reads, ...item }, index) => {
          source.put({ ...item, offset: index + 1 })
          read(reads)
        })
        read(Infinity)
        expect([...replica.since(0)]).toEqual([...source.since(0)])
        expect(replica.size).toBe(source.size)
      }),
      { numRuns: 1_000 },
    )
  })

  it('[CACHE-2] walks oldest first, after the offset it was asked for, and size counts what a walk gives', () => {
    fc.assert(
      fc.property(history, fc.nat(40), (steps, from) => {
        const source = make()
        steps.forEach((item, index) => {
          source.put({ ...item, offset: index + 1 })
        })
        const offsets = [...source.since(0)].map((item) => item.offset)
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
        expect([...source.since(from)].map((item) => item.offset)).toEqual(offsets.filter((offset) => offset > from))
        expect(source.size).toBe(offsets.length)
        source.clear()
        expect([source.size, ...source.since(0)]).toEqual([0])
      }),
    )
  })
})

describe('what stays', () => {
  const keep = (retention: Retention<Item>, keys: string, weight = 1) => {
    ;[...keys].forEach((key, index) => {
      retention.put({ key, weight, offset: index + 1 })
    })
    return [...retention.since(0)].map((item) => `${item.key}${item.offset}`).join(' ')
  }

  it('[CACHE-3] last per key: past the limit the key longest unchanged goes', () => {
    expect(
      keep(
        lastPerKey(2, (item) => item.key),
        'abac',
      ),
    ).toBe('a3 c4')
  })

  it('[CACHE-4] ring per key: a key holds its newest, and past the total the oldest of all goes', () => {
    expect(
      keep(
        ringPerKey(2, 9, (item) => item.key),
        'aaab',
      ),
    ).toBe('a2 a3 b4')
    expect(
      keep(
        ringPerKey(2, 3, (item) => item.key),
        'aabbc',
      ),
    ).toBe('b3 b4 c5')
  })

  it('[CACHE-5] points: the oldest event goes only while the rest still hold the limit', () => {
    expect(
      keep(
        weightedRing(4, (item) => item.weight),
        'abc',
        3,
      ),
    ).toBe('b2 c3')
    expect(
      keep(
        weightedRing(4, (item) => item.weight),
        'abc',
        4,
      ),
    ).toBe('c3')
    expect(
      keep(
        weightedRing(4, (item) => item.weight),
        'ab',
        3,
      ),
    ).toBe('a1 b2')
  })
})
