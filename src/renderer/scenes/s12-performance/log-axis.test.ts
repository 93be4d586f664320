import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logAxis } from './log-axis'

describe('a logarithmic axis', () => {
  it('[PERF-8] equal factors are equal distances', () => {
    const { at } = logAxis([1, 100], 0, 600)
    expect(at(10) - at(1)).toBeCloseTo(at(100) - at(10))
  })

  it('[PERF-9] all values and ticks lie on the axis, and ticks are at most as many as asked for', () => {
    const value = fc.double({ min: 1e-4, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const { at, ticks } = logAxis(values, 100, 500)
        for (const pixel of [...values.map(at), ...ticks.map((tick) => tick.at)]) {
          expect(pixel).toBeGreaterThanOrEqual(100 - 1e-6)
          expect(pixel).toBeLessThanOrEqual(500 + 1e-6)
        }
        expect(ticks.length).toBeLessThanOrEqual(7)
        expect(ticks.length).toBeGreaterThanOrEqual(1)
      }),
    )
  })

  it('[PERF-10] ticks are round and read as written', () => {
    expect(logAxis([1.9, 69.3], 0, 600).ticks.map((tick) => tick.text)).toEqual(['2', '5', '10', '20', '50'])
    expect(logAxis([0.2, 3], 0, 600).ticks.map((tick) => tick.text)).toEqual(['0.2', '0.5', '1', '2'])
  })

  it('[PERF-19] the ticks of one axis are written in one way, and none as a program writes it', () => {
    const textsOf = (...values: number[]) => logAxis(values, 0, 600).ticks.map((tick) => tick.text)
    expect(textsOf(300, 12_000)).toEqual(['500', '1K', '2K', '5K', '10K'])
    expect(textsOf(1e-4, 0.1)).toEqual(['0.0001', '0.001', '0.01', '0.1'])
    expect(textsOf(1e-9, 1e-8)).toEqual(['10⁻⁹', '2·10⁻⁹', '5·10⁻⁹', '10⁻⁸'])
    for (const value of [5e-324, 1e-7, 1, 1e300]) expect(textsOf(value, value * 5).join()).not.toMatch(/e|Infinity|NaN/)
  })
})
