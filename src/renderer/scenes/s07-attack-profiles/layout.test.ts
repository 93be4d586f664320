import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnFrame, holding, measure, NOW, stageFrame } from '../testing/kit'
import { layout, type Row } from './layout'
import { select } from './select'
import { thin } from './thin'
import { timeTicks } from './time-ticks'

const samples = fc.array(fc.tuple(fc.integer({ min: -50, max: 5_000 }), fc.integer({ min: -9, max: 9 })), {
  minLength: 1,
  maxLength: 30,
})
const profiles = fc.array(samples, { minLength: 1, maxLength: 64 }).map((all) =>
  select(
    holding(
      'attack_profile',
      all.map((points, i) => ({
        name: `profile_${i}`,
        t: points.map(([t]) => t),
        value: points.map(([, value]) => value),
        phases: [{ name: 'recon', start: -1_000, end: i * 10 }],
      })),
    ),
    NOW,
  ),
)

describe('the geometry of the profiles', () => {
  it.each([
    ['stage', stageFrame],
    ['column', columnFrame],
  ] as const)('[PROFILE-8] keeps every curve, phase and name inside its own row (%s)', (_, frame) => {
    fc.assert(
      fc.property(profiles, (view) => {
        const place = layout(view, frame, measure)
        const right = place.plotWidth + 0.01
        for (const row of place.rows) {
          for (const { x, y } of [...row.points, row.rise ?? row.end, row.end]) {
            expect(x).toBeGreaterThanOrEqual(-0.01)
            expect(x).toBeLessThanOrEqual(right)
            expect(y).toBeGreaterThanOrEqual(-0.01)
            expect(y).toBeLessThanOrEqual(row.height + 0.01)
          }
          for (const band of row.bands) expect(band.x + band.width).toBeLessThanOrEqual(right)
          expect(row.y + row.height + place.ribbon).toBeLessThanOrEqual(place.height)
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['stage', stageFrame],
    ['column', columnFrame],
  ] as const)('[PROFILE-15] names a phase whole or not at all, and on a phone then in a legend (%s)', (_, frame) => {
    const phase = (name: string, start: number, end: number) => ({ name, start, end })
    const curve = (name: string, ...phases: unknown[]) => ({ name, t: [0, 100], value: [0, 1], phases })
    const viewOf = (...payloads: unknown[]) => select(holding('attack_profile', payloads), NOW)
    const wide = layout(viewOf(curve('a', phase('recon', 0, 50), phase('exfil', 50, 100))), frame, measure)
    expect(wide.rows.flatMap((row) => row.bands.map((band) => band.label))).toEqual(['recon', 'exfil'])
    expect(wide.legend).toBeNull()
    const view = viewOf(
      curve('a', phase('recon', 0, 97), phase('persistence', 97, 100)),
      curve('b', phase('exfil', 0, 9)),
    )
    const narrow = layout(view, frame, measure)
    const column = frame.layout === 'column'
    expect(narrow.rows[0]?.bands.map((band) => band.label)).toEqual(column ? ['', ''] : ['recon', ''])
    const named = narrow.legend?.entries.map((entry) => entry.phase) ?? null
    expect(named).toEqual(column ? ['recon', 'exfil', 'persistence'] : null)
    const top = narrow.rows[0]?.y ?? 0
    for (const { x, y } of narrow.legend?.entries ?? []) {
      expect(x).toBeLessThan(frame.width)
      expect(y).toBeLessThan(top + (narrow.rows[0]?.name.y ?? 0) - narrow.nameSize)
    }
  })

  it('[PROFILE-9] never lets two names overlap, with up to 64 profiles', () => {
    fc.assert(
      fc.property(profiles, (view) => {
        const { rows, nameSize } = layout(view, stageFrame, measure)
        const baselines = new Map<number, number[]>()
        const baseline = (row: Row) => row.y + row.name.y
        for (const row of rows) baselines.set(row.x, [...(baselines.get(row.x) ?? []), baseline(row)])
        expect(nameSize).toBeGreaterThanOrEqual(1.5 * stageFrame.unit)
        for (const column of baselines.values()) {
          for (const [i, y] of column.slice(1).entries()) expect(y - (column[i] ?? 0)).toBeGreaterThanOrEqual(nameSize)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('[PROFILE-10] thins a long line to what the screen can show, and keeps its extremes and ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1, maxLength: 900 }),
        fc.integer({ min: 1, max: 60 }),
        (ys, buckets) => {
          const line = ys.map((y, x) => ({ x, y }))
          const kept = thin(line, buckets)
          const heights = kept.map((point) => point.y)
          expect(kept.length).toBeLessThanOrEqual(4 * (buckets + 1))
          expect(kept.map((point) => point.x)).toEqual([...kept.map((point) => point.x)].sort((a, b) => a - b))
          expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)])
          expect([Math.min(...heights), Math.max(...heights)]).toEqual([Math.min(...ys), Math.max(...ys)])
        },
      ),
    )
  })

  it('[PROFILE-11] marks round moments, and never more than there is room for', () => {
    expect(timeTicks(0, 179, 8)).toEqual([0, 30, 60, 90, 120, 150])
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e9 }), (from, length) => {
        const ticks = timeTicks(from, from + length, 6)
        expect(ticks.length).toBeLessThanOrEqual(7)
        for (const t of ticks) expect(t >= from && t <= from + length).toBe(true)
      }),
    )
  })
})
