import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson, parseJsonLine } from './json-text'

test.each([
  ['{"a": 1,\n "b": oops}', 'line 2, column 7: unexpected "o"'],
  ['{"a": 1', 'line 1, column 8: the text ends too early'],
  ['[1, 2,]', 'line 1, column 7: unexpected "]"'],
  ['{"a": Nan}', 'line 1, column 7: unexpected "N"'],
  ['{"a" 1}', 'line 1, column 6: unexpected "1"'],
  ['{a: 1}', 'line 1, column 2: unexpected "a"'],
  ['1 2', 'line 1, column 3: unexpected "2"'],
  ['', 'line 1, column 1: the text ends too early'],
])('[FEED-JSON-1] %j breaks at its first impossible character', (text, error) => {
  expect(parseJson(text)).toEqual({ error })
})

test('[FEED-JSON-2] a byte order mark is no mistake', () => {
  expect(parseJson('\uFEFF{}')).toEqual({ value: {} })
})

test('[FEED-JSON-3] a text that was cut off breaks exactly at its end', () => {
  fc.assert(
    fc.property(fc.object(), fc.nat(), (value, cut) => {
      const whole = JSON.stringify(value)
      expect(parseJson(whole)).toEqual({ value: JSON.parse(whole) })
      const part = whole.slice(0, 1 + (cut % (whole.length - 1 || 1)))
      if (part === whole) return
      expect(parseJson(part)).toHaveProperty('error')
    }),
  )
})

test.each([
  ['{"a": NaN}', 'line 1, column 7: NaN is not JSON; leave such a value out'],
  ['[1,\n -Infinity]', 'line 2, column 2: -Infinity is not JSON; leave such a value out'],
  ['Infinity', 'line 1, column 1: Infinity is not JSON; leave such a value out'],
])('[FEED-JSON-4] %j holds what Python writes for no number, and is told how to mend it', (text, error) => {
  expect(parseJson(text)).toEqual({ error })
  expect(parseJsonLine(text)).toEqual({ error: error.replace('line 1, ', '') })
})

test('[FEED-JSON-6] a break behind a string as long as a file may be is found too', () => {
  for (const long of ['a'.repeat(15_000_000), '\\n'.repeat(5_000_000)])
    expect(parseJson(`["${long}" 1]`)).toEqual({ error: `line 1, column ${long.length + 5}: unexpected "1"` })
})
