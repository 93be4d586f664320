import { expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { watchSleep } from './surroundings'

test('[LINK-52] sleep is told, whether the clock of durations stood still in it or went on; nothing else is', () => {
  const clock = fakeClock()
  let late = 0
  const told: string[] = []
  const watched = { ...clock, now: () => clock.now() + late, elapsed: () => clock.elapsed() + late }
  const stop = watchSleep(watched, (what) => told.push(what))
  clock.advance(60_000)
  clock.step(-3_600_000)
  clock.advance(60_000)
  expect(told).toEqual([])
  clock.step(3_600_000)
  clock.advance(5_000)
  expect(told).toEqual(['woke'])
  late = 3_600_000
  clock.advance(60_000)
  expect(told).toEqual(['woke', 'nudge'])
  stop()
  expect(clock.pending()).toBe(0)
})
