import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Pace, paced, pointsFor, startPace } from './pace'

interface Machine {
  readonly fixedMs: number
  readonly pointsPerMs: number
  /** What else a frame costs, and the display's rhythm: frames come at multiples of it. */
  readonly otherMs: number
  readonly vsyncMs: number
  /** Of a frame's painting, what now and then comes on top. */
  readonly hiccups: (frame: number) => number
}

/** Turns a cloud of `total` points on a machine, and tells what each frame drew. */
function turn(machine: Machine, total: number, frames: number, pace: Pace = startPace(150_000)) {
  const drawn: number[] = []
  let ms = 0
  for (let i = 0; i < frames; i++) {
    const points = pointsFor(pace, total, 'gesture')
    const paintMs = machine.fixedMs + points / machine.pointsPerMs + machine.hiccups(i)
    const frameMs = Math.ceil((paintMs + machine.otherMs) / machine.vsyncMs) * machine.vsyncMs
    pace = paced(pace, { drawn: points, total, waits: true, paintMs, frameMs })
    drawn.push(points)
    if (i >= frames / 2) ms += frameMs
  }
  return { drawn, pace, rate: 1_000 / (ms / (frames / 2)) }
}

const steady = { fixedMs: 2, pointsPerMs: 14_000, otherMs: 4, vsyncMs: 1000 / 60, hiccups: () => 0 }
const machines = fc.record({
  fixedMs: fc.double({ min: 0.5, max: 6, noNaN: true }),
  pointsPerMs: fc.double({ min: 2_500, max: 60_000, noNaN: true }),
  otherMs: fc.double({ min: 0, max: 8, noNaN: true }),
  vsyncMs: fc.constantFrom(1000 / 60, 1000 / 75, 1000 / 120),
  hiccups: fc.constant(() => 0),
})

describe('the pace of a moving picture', () => {
  it('[SCATTER-16] 1,500,000 points turn at 30 frames a second on every machine that can paint 30,000 in time, and soon', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        expect(turn(machine, 1_500_000, 200).rate).toBeGreaterThan(29.9)
      }),
    )
    expect(
      turn({ ...steady, pointsPerMs: 1_500 }, 1_500_000, 20)
        .drawn.slice(8)
        .every((n) => n < 25_000),
    ).toBe(true)
  })

  it('[SCATTER-16] it comes to rest: in three seconds it changes at most twice, and by a third', () => {
    fc.assert(
      fc.property(machines, fc.integer({ min: 20_000, max: 3_000_000 }), (machine, total) => {
        const late = turn(machine, total, 400).drawn.slice(-100)
        expect(new Set(late).size).toBeLessThanOrEqual(3)
        expect(Math.max(...late) / Math.min(...late)).toBeLessThanOrEqual(1.34)
      }),
    )
  })

  it('[SCATTER-16] a frame that something else held up changes nothing', () => {
    const calm = turn(steady, 1_500_000, 200).drawn.at(-1)
    const hiccups = (frame: number) => (frame % 11 === 10 ? 80 : 0)
    const upset = turn({ ...steady, hiccups }, 1_500_000, 200).drawn.slice(-50)
    for (const points of upset) expect(points / (calm ?? 1)).toBeCloseTo(1, 0)
  })

  it('[SCATTER-16] frames that others fill leave it alone, but a painter that does not wait is told by them', () => {
    const busy = turn({ ...steady, otherMs: 90 }, 1_500_000, 200)
    expect(busy.drawn.every((points) => points === 150_000)).toBe(true)
    let pace = startPace(1_500_000)
    for (let i = 0; i < 40; i++) {
      const drawn = pointsFor(pace, 1_500_000, 'gesture')
      pace = paced(pace, { drawn, total: 1_500_000, paintMs: 0.1, frameMs: 5 + drawn / 15_000, waits: false })
    }
    expect(pace.points).toBeGreaterThan(200_000)
    expect(pace.points).toBeLessThan(400_000)
  })

  it('[SCATTER-16] what fits is drawn whole, and a slow drift may leave out less than a hand', () => {
    expect(turn(steady, 150_000, 100).drawn.every((points) => points === 150_000)).toBe(true)
    const pace = { ...startPace(90_000) }
    expect([pointsFor(pace, 150_000, 'gesture'), pointsFor(pace, 150_000, 'drift')]).toEqual([90_000, 150_000])
    // All of them, until clearly too many: else they would come and go.
    expect(pointsFor({ ...pace, points: 100_000, whole: true }, 150_000, 'gesture')).toBe(150_000)
  })

  it('[SCATTER-16] it stays within its bounds, and a machine that became faster gets more after a while', () => {
    const slow = turn({ ...steady, pointsPerMs: 100 }, 1_500_000, 100)
    expect(slow.drawn.at(-1)).toBe(10_000)
    const free = turn(steady, 1_500_000, 120, slow.pace)
    expect(free.drawn.at(-1)).toBeGreaterThan(50_000)
  })
})
