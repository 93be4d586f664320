import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundsError } from './bounds'

const limits = { strings: 4, arrays: 3, depth: 2 }

it('[WIRE-3] each bound is refused by its name, at its place', () => {
  expect(boundsError({ a: 'abcd', b: [1, 2, 3] }, limits)).toBeNull()
  expect(boundsError({ a: 'abcde' }, limits)).toBe('event.a: longer than 4 characters (limit "strings")')
  expect(boundsError({ a: '😀😀😀😀' }, limits)).toBeNull()
  expect(boundsError({ a: '😀😀😀😀😀' }, limits)).toBe('event.a: longer than 4 characters (limit "strings")')
  expect(boundsError({ abcde: 1 }, limits)).toBe('event: longer than 4 characters (limit "strings")')
  expect(boundsError({ a: [1, 2, 3, 4] }, limits)).toBe('event.a: more than 3 items (limit "arrays")')
  expect(boundsError({ a: [[]] }, limits)).toBe('event.a.0: nested deeper than 2 levels (limit "depth")')
  expect(boundsError(JSON.parse('{"__proto__": 1}'), limits)).toBe('event: the key "__proto__" is not allowed')
})

it('[WIRE-4] bounds hold for any JSON, a refusal is one short sentence, and nothing throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const error = boundsError(value, limits)
      if (error === null) expect(JSON.stringify(value).length).toBeLessThan(600)
      else expect(error.length).toBeLessThan(200)
    }),
  )
})
