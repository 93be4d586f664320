import fc from 'fast-check'
import { expect, it, onTestFinished, vi } from 'vitest'
import { backoffDelay } from './backoff'
import { fakeClock, systemClock, timesOfDay } from './clock'
import { disposeAll, once } from './dispose'

it('[TIME-1] a wait lies between half of its ceiling and its ceiling, which doubles up to the most', () => {
  const options = { baseMs: 100, maxMs: 5_000 }
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const wait = backoffDelay(failures, random, options)
      expect(wait).toBeGreaterThanOrEqual(50)
      expect(wait).toBeLessThanOrEqual(5_000)
    }),
  )
  expect([1, 2, 3, 99].map((failures) => backoffDelay(failures, 1, options))).toEqual([100, 200, 400, 5_000])
})

it('[TIME-2] a fake clock fires timers in their order, each at its own time, also those set on the way', () => {
  const clock = fakeClock(0)
  const seen: string[] = []
  const cancel = clock.after(15, () => seen.push('cancelled'))
  clock.after(20, () => seen.push(`b${clock.now()}`))
  clock.after(10, () => {
    seen.push(`a${clock.now()}`)
    clock.after(5, () => seen.push(`c${clock.now()}`))
    cancel()
  })
  clock.advance(30)
  expect([seen, clock.now(), clock.pending()]).toEqual([['a10', 'c15', 'b20'], 30, 0])
})

it('[TIME-4] setting the time of day moves no duration and no timer', () => {
  const clock = fakeClock(5_000)
  const fired = vi.fn()
  clock.after(100, fired)
  clock.step(-3_600_000)
  expect([clock.now(), clock.elapsed(), fired.mock.calls.length]).toEqual([5_000 - 3_600_000, 0, 0])
  clock.advance(100)
  expect([clock.now(), clock.elapsed(), fired.mock.calls.length]).toEqual([5_100 - 3_600_000, 100, 1])

  const before = systemClock.elapsed()
  const day = vi.spyOn(Date, 'now').mockReturnValue(0)
  onTestFinished(() => day.mockRestore())
  expect(systemClock.now()).toBe(0)
  expect(systemClock.elapsed()).toBeGreaterThanOrEqual(before)
})

it('[TIME-3] an undo runs once, and several run last first', () => {
  const undo = vi.fn()
  const all = disposeAll([() => undo('first'), once(() => undo('second'))])
  all()
  all()
  expect(undo.mock.calls).toEqual([['second'], ['first']])
})

it('[TIME-5] a moment is one time of day, however the two clocks are rounded, until somebody sets the clock', () => {
  let time = 0
  let set = 1_781_246_273_000
  const rounded = { ...systemClock, now: () => Math.floor(set + time), elapsed: () => Math.floor(time + 0.6) }
  const timeOfDay = timesOfDay(rounded)
  const told = new Set<number>()
  for (; time < 5_000; time += 7.3) told.add(timeOfDay(60_000) - set)
  expect([...told]).toEqual([60_000])
  set += 3_600_000
  expect(Math.abs(timeOfDay(60_000) - set - 60_000)).toBeLessThanOrEqual(1)
})
