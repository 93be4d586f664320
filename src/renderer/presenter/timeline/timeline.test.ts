import { describe, expect, it, vi } from 'vitest'
import type { ReplayOrder } from '../../deck/commands'
import { positionOf, seekOfKey, shownPosition } from './position'
import { createScrubber } from './scrubber'
import { densityPath, drawnMarks } from './timeline-data'

const status = {
  ...{ state: 'playing', file: 'a.mcap', events: 9, bytes: 9, duration_s: 100, position_s: 10, speed: 4 },
}

describe('the timeline of a rehearsal', () => {
  it('[TIMELINE-1] stands where the player said, and goes on at its speed, never past the end', () => {
    expect(positionOf({ status, at: 1_000 }, 1_002)).toBe(18)
    expect(positionOf({ status, at: 1_000 }, 1_900)).toBe(100)
    expect(positionOf({ status: { ...status, state: 'paused' }, at: 1_000 }, 1_900)).toBe(10)
    expect(positionOf({ status, at: 1_000 }, 999)).toBe(10)
  })

  it('[TIMELINE-2] keys seek inside the recording; the others are the talk’s', () => {
    expect(seekOfKey('ArrowRight', false, 10, 100)).toBe(15)
    expect(seekOfKey('ArrowLeft', true, 10, 100)).toBe(0)
    expect(seekOfKey('End', false, 10, 100)).toBe(100)
    expect(seekOfKey('b', false, 10, 100)).toBeNull()
  })

  it('[TIMELINE-3] of the places a hand passes while one is told, only the last is said; other orders keep their turn', async () => {
    const said: ReplayOrder[] = []
    const answers: (() => void)[] = []
    const order = createScrubber((one) => {
      said.push(one)
      return new Promise<void>((resolve) => answers.push(resolve))
    })
    for (let i = 0; i <= 50; i++) order({ action: 'seek', position_s: i })
    order({ action: 'toggle' })
    for (let i = 0; i < 3; i++) {
      await vi.waitFor(() => expect(answers).toHaveLength(i + 1))
      answers[i]?.()
    }
    expect(said).toEqual([{ action: 'seek', position_s: 0 }, { action: 'seek', position_s: 50 }, { action: 'toggle' }])
  })

  it('[TIMELINE-5] what the player says does not move the place under the hand, nor the one asked for until it is there', () => {
    const said = { status, at: 1_000 }
    expect(shownPosition({ to: 70, released: null }, said, 1_002, 6_000)).toBe(70)
    expect(shownPosition({ to: 70, released: 5_000 }, said, 1_002, 6_000)).toBe(70)
    expect(shownPosition({ to: 16, released: 5_000 }, said, 1_002, 6_000)).toBe(18)
    expect(shownPosition({ to: 70, released: 4_000 }, said, 1_002, 6_000)).toBe(18)
  })

  it('[TIMELINE-4] the density is an area as high as its busiest bin, and marks are bounded: the presenter’s own go first', () => {
    expect(densityPath([0, 4, 1], 300, 40)).toBe('M0 40L0.0 40.0H100.0L100.0 0.0H200.0L200.0 20.0H300.0V40Z')
    const alerts = Array.from({ length: 400 }, (_, i) => ({ kind: 'alert', position_s: i, label: 'x' }) as const)
    const drawn = drawnMarks([...alerts, { kind: 'marker', position_s: 400, label: 'here' }])
    expect(drawn).toHaveLength(300)
    expect(drawn[0]).toMatchObject({ kind: 'marker' })
  })
})
