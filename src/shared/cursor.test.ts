import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatCursor, newEpoch, parseCursor } from './cursor'

const epoch = fc.stringMatching(/^[0-9a-f]{16}$/)

it('[WIRE-1] a cursor survives its text', () => {
  fc.assert(
    fc.property(epoch, fc.maxSafeNat(), (epoch, offset) => {
      expect(parseCursor(formatCursor({ epoch, offset }))).toEqual({ epoch, offset })
    }),
  )
})

it('[WIRE-2] whatever else is no cursor, and never throws', () => {
  const mangled = fc.tuple(epoch, fc.string()).map(([epoch, tail]) => `${epoch}:${tail}`)
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string(), mangled), (value) => {
      const cursor = parseCursor(value)
      if (cursor) expect(formatCursor(cursor)).toBe(value)
    }),
  )
  for (const text of ['', ':', '0123456789abcdef:', '0123456789abcdef:01', '0123456789abcdef:-1', '0123456789ABCDEF:1'])
    expect(parseCursor(text)).toBeNull()
  expect(parseCursor('0123456789abcdef:9999999999999999')).toBeNull()
})

it('[JOURNAL-3] an epoch is 64 random bits', () => {
  expect(newEpoch()).toMatch(/^[0-9a-f]{16}$/)
  expect(newEpoch()).not.toBe(newEpoch())
})
