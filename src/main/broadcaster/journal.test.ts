import fc from 'fast-check'
import { expect, it } from 'vitest'
import { marker } from '../../shared/testing/events'
import { createJournal, type StoredEvent } from './journal'

const stored = (offset: number, bytes: number): StoredEvent => ({ ...marker('a'), offset, bytes, json: '', at: 0 })

/** An event's size, and how many numbers before its offset no event has. */
const anyEntry = fc.record({ bytes: fc.integer({ min: 1, max: 120 }), skipped: fc.constantFrom(0, 0, 0, 1, 7) })

it('[JOURNAL-1] holds the newest events within both bounds, and reaches exactly as far as they do', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.array(anyEntry, { maxLength: 60 }), (from, entries) => {
      const journal = createJournal({ events: 5, bytes: 100 }, from)
      let kept: StoredEvent[] = []
      let offset = from
      let forgotten = from
      entries.forEach(({ bytes, skipped }) => {
        offset += 1 + skipped
        const event = stored(offset, bytes)
        journal.append(event)
        kept.push(event)
        while (kept.length > 5 || kept.reduce((sum, one) => sum + one.bytes, 0) > 100) {
          forgotten = kept[0]?.offset ?? forgotten
          kept = kept.slice(1)
        }
        expect([journal.events, journal.bytes]).toEqual([kept.length, kept.reduce((sum, one) => sum + one.bytes, 0)])
        for (let place = 0; place <= offset; place++) {
          expect(journal.reaches(place)).toBe(place >= forgotten)
          const missed = kept.filter((one) => one.offset > place)
          if (place >= forgotten) expect([...journal.after(place, null)]).toEqual(missed)
        }
      })
    }),
  )
})

it('[JOURNAL-2] lets go of what it evicts, over any length of life', () => {
  const journal = createJournal({ events: 3, bytes: 1e9 })
  for (let offset = 1; offset <= 10_000; offset++) journal.append(stored(offset, 1))
  expect([...journal.after(9_998, null)].map((event) => event.offset)).toEqual([9_999, 10_000])
  expect([...journal.after(9_998, new Set(['deck']))]).toEqual([])
})
