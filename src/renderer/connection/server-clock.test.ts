import { expect, test } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { createServerClock } from './server-clock'
import { watchSleep } from './surroundings'

test('[LINK-50] of late messages the least late tells the server’s time', () => {
  const server = createServerClock()
  expect(server.offsetMs()).toBe(0)
  server.sample(100, 95_000)
  server.sample(101, 98_500)
  server.sample(102, 97_800)
  expect(server.offsetMs()).toBe(5_000)
})

test('[LINK-51] a clock that was set is believed after a few messages', () => {
  const server = createServerClock()
  server.sample(100, 0)
  for (let i = 0; i < 8; i++) server.sample(100, 100_000)
  expect(server.offsetMs()).toBe(0)
})

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
