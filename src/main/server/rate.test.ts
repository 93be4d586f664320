import { expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { createRate } from './rate'

test('[RATE-1] an address may spend its minute at once, and then as fast as it refills', () => {
  const clock = fakeClock()
  const rate = createRate(60, clock)
  expect(Array.from({ length: 61 }, () => rate.take('192.0.2.1', 1)).filter(Boolean)).toHaveLength(60)
  clock.advance(2_000)
  expect([1, 2, 3].map(() => rate.take('192.0.2.1', 1))).toEqual([true, true, false])
})

test('[RATE-2] one address does not spend the share of another, but one IPv6 network is one', () => {
  const rate = createRate(1, fakeClock())
  expect(
    ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:0:5::2', '2001:db8:0:1::1'].map((a) => rate.take(a, 1)),
  ).toEqual([true, true, true, false, true])
})

test('[RATE-3] addresses are remembered up to a bound, the longest unheard goes', () => {
  const rate = createRate(1, fakeClock(), 2)
  expect(['a', 'b', 'a', 'c', 'b', 'c'].map((address) => rate.take(address, 1))).toEqual([
    true,
    true,
    false,
    true, // pushes b out
    true, // pushes a out
    false,
  ])
})

test('[RATE-4] a clock that is set back or forth gives an address no more than its share, and no less', () => {
  const clock = fakeClock()
  const rate = createRate(1, clock)
  expect(rate.take('192.0.2.1', 1)).toBe(true)
  clock.step(3_600_000)
  expect(rate.take('192.0.2.1', 1)).toBe(false)
  clock.step(-7_200_000)
  clock.advance(60_000)
  expect(rate.take('192.0.2.1', 1)).toBe(true)
})
