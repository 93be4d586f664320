import { describe, expect, it } from 'vitest'
import { median } from '../../ui/numbers'
import { perSecond, ratePerSecond } from './rate'

const now = 1_000_000

describe('the rate of a lane', () => {
  it('[LIVE-5] the rate is of the last minute, so a stream that stopped falls to zero', () => {
    const times = Array.from({ length: 60 }, (_, i) => now - 119_000 + i * 2000)
    expect(ratePerSecond(times, now)).toBeCloseTo(0.5)
    expect(ratePerSecond(times, now + 120_000)).toBe(0)
  })

  it('[LIVE-6] where what is retained covers less than a minute, the rate is over what it covers', () => {
    const times = Array.from({ length: 60 }, (_, i) => now - 5900 + i * 100)
    expect(ratePerSecond(times, now)).toBeCloseTo(10)
  })

  it('[LIVE-7] of one event, or of a burst within a second, no rate is told', () => {
    expect(ratePerSecond([], now)).toBeNull()
    expect(ratePerSecond([now - 5000], now)).toBeNull()
    expect(ratePerSecond([now - 20, now - 10], now)).toBeNull()
  })

  it('[LIVE-8] a rate above zero never reads as none', () => {
    expect([0, 0.05, 1.66, 9.97, 24.2].map(perSecond)).toEqual(['0/s', '<0.1/s', '1.7/s', '10/s', '24/s'])
    expect([median([]), median([3, 1, 2]), median([4, 1])]).toEqual([null, 2, 2.5])
  })
})
