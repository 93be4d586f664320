import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json-place'

test.each([
  ['{"a": 1,\n "b": oops}', 'line 2, column 7: unexpected "o"'],
  ['{"a": 1', 'line 1, column 8: the text ends too early'],
  ['[1, 2,]', 'line 1, column 7: unexpected "]"'],
  ['{"a": NaN}', 'line 1, column 7: unexpected "N"'],
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
