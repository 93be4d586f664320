import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPlace } from './json-place'

test('[FEED-JSON-5] a value that is not what it should be is found by line and column, one that is missing by what holds it', () => {
  const text = '{\n  "macro_f1": "x",\n\t"classes": [1, {"name": 2}]\n}'
  expect(jsonPlace(text, ['macro_f1'])).toBe('line 2, column 15: ')
  expect(jsonPlace(text, ['classes', 1, 'name'])).toBe('line 3, column 26: ')
  expect(jsonPlace(text, ['classes', 1, 'score'])).toBe('line 3, column 17: ')
  expect(jsonPlace(text, ['nothing'])).toBe('line 1, column 1: ')
  expect(jsonPlace(' '.repeat(100_000), [])).toBe('')
})

test('[FEED-JSON-5] whatever the JSON and the path, there is a place and nothing throws', () => {
  fc.assert(
    fc.property(fc.json(), fc.array(fc.oneof(fc.string(), fc.nat(3)), { maxLength: 3 }), (text, path) => {
      expect(jsonPlace(text, path)).toMatch(/^line \d+, column \d+: $/)
    }),
  )
})
