import { describe, expect, test } from 'vitest'
import { ago, bytes, counted, milliseconds, percent, percentInWords } from './format'

describe('numbers', () => {
  test('[TEXT-3] the end of a line never parts a number from its unit', () => {
    const said = [bytes(7_900_000), milliseconds(0.02), milliseconds(38), milliseconds(1_200), ago(40), ago(7_200)]
    expect(said).toEqual(
      ['7.9 MB', '20 µs', '38 ms', '1.2 s', '40 s ago', '2 h ago'].map((text) => text.replace(' ', '\u00a0')),
    )
  })

  test('[TEXT-9] a latency is short in its unit, and none only where it is none', () => {
    const said = [0, 1e-9, 0.005, 0.099, 0.0996, 0.128, 0.8, 0.9996, 9.4, 999.7, 2_000, 1_000_000, 13_020_000].map(
      (value) => milliseconds(value).replaceAll('\u00a0', ' '),
    )
    expect(said).toEqual([
      '0 ms',
      '<0.1 µs',
      '5.0 µs',
      '99 µs',
      '0.1 ms',
      '0.13 ms',
      '0.8 ms',
      '1.0 ms',
      '9.4 ms',
      '1.0 s',
      '2 s',
      '16 min 40 s',
      '3 h 37 min',
    ])
  })

  test('[TEXT-4] a share says none or all only of exactly that', () => {
    const said = [0, 0.001, 0.005, 0.41, 0.994, 0.995, 0.999, 1].map((share) => percent(share).replace('\u00a0', ' '))
    expect(said).toEqual(['0 %', '<1 %', '1 %', '41 %', '99 %', '>99 %', '>99 %', '100 %'])
    expect([0.001, 0.41, 0.999].map(percentInWords)).toEqual(['under 1\u00a0%', '41\u00a0%', 'over 99\u00a0%'])
  })

  test('[TEXT-5] one of a thing has no plural, and thousands are grouped', () => {
    expect([0, 1, 2_500].map((count) => counted(count, 'episode'))).toEqual([
      '0 episodes',
      '1 episode',
      '2,500 episodes',
    ])
  })
})
