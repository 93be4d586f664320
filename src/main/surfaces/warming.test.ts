import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noReading, readCache } from './cache-reading'
import type { Usage, WarmOutcome } from './narrators/narrator'
import {
  announcedAt,
  dueAt,
  HISTORY,
  isOn,
  MAX_BACKOFF_S,
  newWarming,
  restoredWarming,
  stepWarming,
  type Warming,
  type WarmingEvent,
} from './warming'

/** Elapsed time of the tests, and a time of day. */
const T = 60_000
const NOON = 1_781_265_600_000
const usage: Usage = { inputTokens: 20, outputTokens: 1, cacheReadTokens: 80, cacheWriteTokens: 0 }
const warm: WarmOutcome = { kind: 'warm', usage }
const failed: WarmOutcome = { kind: 'failed', reason: 'the API is overloaded' }

function after(events: readonly (readonly [WarmingEvent, number])[], start: Warming = newWarming): Warming {
  return events.reduce((warming, [event, at]) => {
    const step = stepWarming(warming, event, at)
    return 'refusal' in step ? warming : step.warming
  }, start)
}

const on: WarmingEvent = { type: 'toggle', payload: true }
const off: WarmingEvent = { type: 'toggle', payload: false }
const due: WarmingEvent = { type: 'due' }
const warmed = (outcome: WarmOutcome): WarmingEvent => ({ type: 'warmed', outcome, at: NOON })

describe('cache warming', () => {
  test('[WARM-1] a new conversation is off, at 240 s, with nothing scheduled', () => {
    expect(isOn(newWarming)).toBe(false)
    expect(newWarming.intervalS).toBe(240)
    expect(dueAt(newWarming)).toBeNull()
    expect(announcedAt(newWarming, T)).toBeNull()
  })

  test('[WARM-2] a toggle without a payload flips, a boolean sets, and anything else is refused', () => {
    const flip: WarmingEvent = { type: 'toggle', payload: undefined }
    expect(isOn(after([[flip, T]]))).toBe(true)
    expect(isOn(after([[flip, T], [flip, T]]))).toBe(false) // biome-ignore format: a row
    expect(isOn(after([[on, T], [on, T]]))).toBe(true) // biome-ignore format: a row
    expect(isOn(after([[{ type: 'toggle', payload: { value: true } }, T]]))).toBe(true)
    for (const payload of ['true', 1, {}, []]) {
      expect(stepWarming(newWarming, { type: 'toggle', payload }, T)).toHaveProperty('refusal')
    }
  })

  test('[WARM-3] opting in schedules a warm an interval ahead', () => {
    expect(announcedAt(after([[on, T]]), T)).toBe(T + 240_000)
  })

  test.each([
    [0],
    [0.5],
    [-5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [86_401],
    ['60'],
    [null],
    [undefined],
    [true],
    [{}],
    [{ value: 'x' }],
    [[60]],
  ])('[WARM-4] an interval of %j is refused, and the old one stays', (payload) => {
    const step = stepWarming(after([[on, T]]), { type: 'set-interval', payload }, T)
    expect(step).toEqual({ refusal: expect.stringContaining('stays at 240') })
  })

  test('[WARM-5] an interval is a number or {value}; a running schedule starts anew with it', () => {
    const set = (payload: unknown): WarmingEvent => ({ type: 'set-interval', payload })
    expect(announcedAt(after([[on, T], [set(1), T + 500]]), T + 500)).toBe(T + 1_500) // biome-ignore format: a row
    expect(after([[set({ value: 30 }), T]]).intervalS).toBe(30)
    expect(announcedAt(after([[set(30), T]]), T)).toBeNull()
  })

  test('[WARM-6] a due warm starts once, and the one behind it is an interval after its end', () => {
    const scheduled = after([[on, T]])
    expect(stepWarming(scheduled, due, T + 239_999)).toMatchObject({ effect: null })
    const started = stepWarming(scheduled, due, T + 240_000)
    expect(started).toMatchObject({ effect: 'start-warm' })
    if ('refusal' in started) throw new Error(started.refusal)
    expect(stepWarming(started.warming, due, T + 240_001)).toMatchObject({ effect: null })
    const done = after([[warmed(warm), T + 242_000]], started.warming)
    expect(done.lastWarmAt).toBe(NOON)
    expect(announcedAt(done, T + 242_000)).toBe(T + 482_000)
  })

  test('[WARM-7] a warm by hand moves the schedule; while off it schedules nothing', () => {
    const byHand: [WarmingEvent, number][] = [
      [{ type: 'warm-by-hand' }, T + 1_000],
      [warmed(warm), T + 2_000],
    ]
    expect(announcedAt(after([[on, T], ...byHand]), T + 2_000)).toBe(T + 242_000)
    const wasOff = after(byHand)
    expect(wasOff.lastWarmAt).toBe(NOON)
    expect(announcedAt(wasOff, T + 2_000)).toBeNull()
  })

  test('[WARM-8] nothing is scheduled in a turn; behind it the schedule starts anew', () => {
    const inTurn = after([[on, T], [{ type: 'turn-started' }, T + 1_000]]) // biome-ignore format: a row
    expect(announcedAt(inTurn, T + 1_000)).toBeNull()
    expect(isOn(inTurn)).toBe(true)
    const behind = after([[{ type: 'turn-ended', usage }, T + 9_000]], inTurn)
    expect(announcedAt(behind, T + 9_000)).toBe(T + 249_000)
  })

  test('[WARM-9] a warm by hand is refused in a turn and after a close', () => {
    for (const before of [{ type: 'turn-started' }, { type: 'closed' }] as const) {
      expect(stepWarming(after([[before, T]]), { type: 'warm-by-hand' }, T)).toHaveProperty('refusal')
    }
  })

  test('[WARM-10] a turn ends the warm in flight, and what that warm came to is not heard', () => {
    const warming = after([[on, T], [due, T + 240_000]]) // biome-ignore format: a row
    const step = stepWarming(warming, { type: 'turn-started' }, T + 241_000)
    expect(step).toMatchObject({ effect: 'abort-warm' })
    if ('refusal' in step) throw new Error(step.refusal)
    expect(after([[warmed(warm), T + 242_000]], step.warming)).toEqual(step.warming)
  })

  test('[WARM-11] a failed warm says why, is never shown as done, keeps its schedule, then backs off', () => {
    const fail = warmed(failed)
    let warming = after([[on, T]])
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const at = dueAt(warming) ?? 0
      warming = after([[due, at], [fail, at]], warming) // biome-ignore format: a row
      waits.push(((dueAt(warming) ?? 0) - at) / 1000)
      expect(warming.note).toBe('the API is overloaded')
      expect(warming.lastWarmAt).toBeNull()
    }
    expect(waits).toEqual([240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600])
    expect(MAX_BACKOFF_S).toBe(3_600)
    const at = dueAt(warming) ?? 0
    const healed = after([[due, at], [warmed(warm), at]], warming) // biome-ignore format: a row
    expect(healed).toMatchObject({ note: null, lastWarmAt: NOON, failures: 0 })
    expect(announcedAt(healed, at)).toBe(at + 240_000)
  })

  test('[WARM-12] a warm that cached nothing is not one: it says so, and its usage counts', () => {
    const outcome: WarmOutcome = {
      kind: 'uncached',
      usage: { ...usage, cacheReadTokens: 0 },
      reason: 'nothing was cached',
    }
    const warming = after([[{ type: 'warm-by-hand' }, T], [warmed(outcome), T]]) // biome-ignore format: a row
    expect(warming).toMatchObject({ note: 'nothing was cached', lastWarmAt: null, reading: { cachePct: 0 } })
  })

  test('[WARM-13] a close turns off, ends the warm in flight, and nothing turns it on again', () => {
    const step = stepWarming(after([[on, T], [due, T + 240_000]]), { type: 'closed' }, T + 240_001) // biome-ignore format: a row
    expect(step).toMatchObject({ effect: 'abort-warm' })
    if ('refusal' in step) throw new Error(step.refusal)
    const events: WarmingEvent[] = [on, due, warmed(warm), { type: 'turn-started' }, { type: 'turn-ended', usage }]
    const closed = after(
      events.map((event) => [event, T + 999_999]),
      step.warming,
    )
    expect(closed.phase).toEqual({ at: 'closed' })
    expect(announcedAt(closed, T)).toBeNull()
  })

  test('[WARM-14] opting out in a turn or in a warm holds behind it', () => {
    const turn = after([[on, T], [{ type: 'turn-started' }, T], [off, T], [{ type: 'turn-ended', usage }, T]]) // biome-ignore format: a row
    const inWarm = after([[on, T], [due, T + 240_000], [off, T], [warmed(warm), T]]) // biome-ignore format: a row
    expect([turn.phase.at, inWarm.phase.at]).toEqual(['off', 'off'])
  })

  test('[WARM-15] an opt-in that outlived a restart is scheduled an interval ahead', () => {
    expect(announcedAt(restoredWarming(30, T), T)).toBe(T + 30_000)
  })
})

describe('the cache reading', () => {
  test('[WARM-16] no tokens are no reading: an unknown percent stays unknown', () => {
    const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }
    expect(readCache(noReading, none)).toEqual(noReading)
  })

  test('[WARM-17] percent is of the input; retention is of what the request before left in the cache', () => {
    const written = readCache(noReading, {
      inputTokens: 10,
      outputTokens: 1,
      cacheReadTokens: 0,
      cacheWriteTokens: 90,
    })
    expect(written).toMatchObject({ cachePct: 0, retentionPct: null, expectedCacheRate: null, cachedTokens: 90 })
    const read = readCache(written, { inputTokens: 10, outputTokens: 1, cacheReadTokens: 90, cacheWriteTokens: 0 })
    expect(read).toMatchObject({ cachePct: 90, retentionPct: 100, expectedCacheRate: 0.9 })
    const lost = readCache(read, { inputTokens: 10, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 90 })
    expect(lost).toMatchObject({ cachePct: 0, retentionPct: 0 })
  })
})

const anyEvent: fc.Arbitrary<WarmingEvent> = fc.oneof(
  fc.record({
    type: fc.constant('toggle' as const),
    payload: fc.oneof(fc.boolean(), fc.constant(undefined), fc.anything()),
  }),
  fc.record({
    type: fc.constant('set-interval' as const),
    payload: fc.oneof(fc.double(), fc.integer({ min: 1, max: 600 }), fc.anything()),
  }),
  fc.constantFrom<WarmingEvent>(
    { type: 'due' },
    { type: 'warm-by-hand' },
    { type: 'turn-started' },
    { type: 'turn-ended', usage },
    { type: 'turn-ended', usage: null },
    warmed(warm),
    warmed(failed),
  ),
  { weight: 1, arbitrary: fc.constant<WarmingEvent>({ type: 'closed' }) },
)

test('[WARM-18] for any history: no schedule while off, closed or in a turn; never two warms; never a past time', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 700_000 })), { maxLength: 60 }), (history) => {
      let warming = newWarming
      let now = T
      let inTurn = false
      let closed = false
      let inFlight = false
      for (const [event, ms] of history) {
        now += ms
        const step = stepWarming(warming, event, now)
        if ('refusal' in step) continue
        if (event.type === 'turn-started' && !closed) inTurn = true
        if (event.type === 'turn-ended') inTurn = false
        if (event.type === 'closed') [closed, inTurn] = [true, false]
        if (event.type === 'warmed' || step.effect === 'abort-warm') inFlight = false
        if (step.effect === 'start-warm') {
          expect(inFlight || inTurn || closed).toBe(false)
          inFlight = true
        }
        warming = step.warming
        const told = announcedAt(warming, now)
        if (inTurn || closed || !isOn(warming)) expect([told, dueAt(warming)]).toEqual([null, null])
        else expect(told).toBeGreaterThan(now)
        expect(warming.intervalS).toBeGreaterThanOrEqual(1)
        expect(warming.history.length).toBeLessThanOrEqual(HISTORY)
      }
    }),
    { numRuns: 2_000 },
  )
})
