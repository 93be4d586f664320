import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance, alarmAt, type PlayerEvent, type PlayerState, positionAt, SEEK_EVERY_MS } from './machine'

const DURATION = 60_000
const still: PlayerState = {
  duration: DURATION,
  motion: { phase: 'paused', at: 0 },
  seek: { phase: 'none', last: -Infinity },
  speed: 1,
  loop: false,
  skipIdle: false,
}

/** Events at their times; what it is in the end, and what was looked up. */
function run(events: readonly (readonly [number, PlayerEvent])[], from = still) {
  let state = from
  const sought: [number, number][] = []
  for (const [now, event] of events) {
    const step = advance(state, event, now)
    state = step.state
    if (step.effect) sought.push([now, step.effect.to])
  }
  return { state, sought }
}

describe('the player', () => {
  test('[PLAY-1] time passes while it plays, at its speed, and stands while it is paused or looks something up', () => {
    const { state } = run([
      [0, { type: 'play' }],
      [1_000, { type: 'speed', value: 4 }],
      [2_000, { type: 'pause' }],
    ])
    expect(positionAt(state, 9_000)).toBe(5_000)
    const seeking = run([
      [10_000, { type: 'play' }],
      [11_000, { type: 'seek', to: 30_000 }],
    ])
    expect(positionAt(seeking.state, 11_150)).toBe(30_000)
    const there = advance(seeking.state, { type: 'sought' }, 11_150).state
    expect(positionAt(there, 12_150)).toBe(31_000)
  })

  test('[PLAY-2] a hand that scrubs is answered five times a second, and at last with the place it asked for last', () => {
    const moves: (readonly [number, PlayerEvent])[] = []
    let now = 0
    let state = still
    const sought: [number, number][] = []
    const take = (event: PlayerEvent) => {
      moves.push([now, event])
      const step = advance(state, event, now)
      state = step.state
      if (step.effect) {
        sought.push([now, step.effect.to])
        answerAt = now + 35
      }
    }
    let answerAt: number | null = null
    for (now = 0; now <= 3_000; now += 5) {
      if (now <= 2_000) take({ type: 'seek', to: now * 10 })
      if (answerAt !== null && now >= answerAt) {
        answerAt = null
        take({ type: 'sought' })
      }
      const alarm = alarmAt(state)
      if (alarm !== null && now >= alarm) take({ type: 'alarm' })
    }
    for (const [i, [at]] of sought.entries())
      if (i > 0) expect(at - (sought[i - 1]?.[0] ?? 0)).toBeGreaterThanOrEqual(SEEK_EVERY_MS)
    expect(sought.length).toBeGreaterThanOrEqual(10)
    expect(sought.at(-1)?.[1]).toBe(20_000)
    expect(state.seek.phase).toBe('none')
  })

  test('[PLAY-3] at its end it stops on the last state, or loops; playing on from there begins anew', () => {
    const ended = run([
      [0, { type: 'play' }],
      [DURATION, { type: 'finished' }],
    ])
    expect(ended.state.motion).toEqual({ phase: 'ended', at: DURATION })
    expect(ended.sought).toEqual([])
    expect(run([[70_000, { type: 'play' }]], ended.state).sought).toEqual([[70_000, 0]])
    const looped = run([
      [0, { type: 'loop', on: true }],
      [0, { type: 'play' }],
      [DURATION, { type: 'finished' }],
    ])
    expect(looped.sought).toEqual([[DURATION, 0]])
    expect(looped.state.motion.phase).toBe('playing')
  })

  test('[PLAY-4] whatever comes, the position stays within the recording and the speed within 0.25 and 16', () => {
    const event: fc.Arbitrary<PlayerEvent> = fc.oneof(
      fc.constantFrom<PlayerEvent>({ type: 'play' }, { type: 'pause' }, { type: 'sought' }, { type: 'alarm' }),
      fc.record({ type: fc.constant('seek' as const), to: fc.integer({ min: -1e5, max: 2e5 }) }),
      fc.record({ type: fc.constant('speed' as const), value: fc.double({ min: -1, max: 100, noNaN: true }) }),
      fc.record({ type: fc.constant('loop' as const), on: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5_000), event)), (events) => {
        let now = 0
        let state = still
        for (const [ms, one] of events) {
          now += ms
          state = advance(state, one, now).state
          const at = positionAt(state, now)
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at).toBeLessThanOrEqual(DURATION)
          expect(state.speed).toBeGreaterThanOrEqual(0.25)
          expect(state.speed).toBeLessThanOrEqual(16)
        }
      }),
    )
  })
})
