import { expect, test } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import { createPaced } from './paced'

test('[PRESENTER-11] a hand that drags is told at once, then at a pace, and its last place always', () => {
  const clock = fakeClock()
  const said: number[] = []
  const paced = createPaced((value: number) => said.push(value), 100, clock)
  for (const value of [1, 2, 3]) paced.say(value)
  expect(said).toEqual([1])
  clock.advance(100)
  expect(said).toEqual([1, 3])
  paced.say(4)
  paced.flush()
  expect(said).toEqual([1, 3, 4])
  clock.advance(1_000)
  expect(said).toEqual([1, 3, 4])
  paced.say(5)
  expect(said).toEqual([1, 3, 4, 5])
  clock.advance(1_000)
  expect(clock.pending()).toBe(0)
})
