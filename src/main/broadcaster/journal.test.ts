import fc from 'fast-check'
import { expect, it } from 'vitest'
import { marker } from '../../shared/testing/events'
import { createJournal, newEpoch, type StoredEvent } from './journal'

const stored = (offset: number, bytes: number): StoredEvent => ({ ...marker('a'), offset, bytes, json: '', at: 0 })

it('[JOURNAL-1] holds the newest events within both bounds, and reaches exactly as far as they do', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 60 }), (sizes) => {
      const journal = createJournal({ events: 5, bytes: 100 })
      let kept: StoredEvent[] = []
      sizes.forEach((bytes, index) => {
        const event = stored(index + 1, bytes)
        journal.append(event)
        kept.push(event)
        while (kept.length > 5 || kept.reduce((sum, one) => sum + one.bytes, 0) > 100) kept = kept.slice(1)
        expect([journal.events, journal.bytes]).toEqual([kept.length, kept.reduce((sum, one) => sum + one.bytes, 0)])
        for (let offset = 0; offset <= event.offset; offset++) {
          const missed = kept.filter((one) => one.offset > offset)
          const reaches = kept.length > 0 && offset >= event.offset - kept.length
          expect(journal.reaches(offset)).toBe(reaches)
          if (reaches) expect([...journal.after(offset, null)]).toEqual(missed)
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

it('[JOURNAL-3] an epoch is 64 random bits', () => {
  expect(newEpoch()).toMatch(/^[0-9a-f]{16}$/)
  expect(newEpoch()).not.toBe(newEpoch())
})
