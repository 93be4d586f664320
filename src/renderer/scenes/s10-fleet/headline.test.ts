import { describe, expect, it } from 'vitest'
import { facts, headline, startOf } from './headline'
import type { FleetView } from './select'

const nothing: FleetView = { hosts: [], phases: [], totals: null, recent: [] }
const hosts = (counts: Record<string, number>): FleetView => ({
  ...nothing,
  hosts: Object.entries(counts).map(([host, count]) => ({ host, count })),
})

describe('what is said of the fleet', () => {
  it.each([
    [{ b: 9, a: 4, c: 4 }, 'b has most episodes, 9 of 17'],
    [{ a: 222, b: 222, c: 112 }, 'a and b have most episodes, 222 each of 556'],
    [{ a: 3, b: 3, c: 3, d: 1 }, 'a and 2 more have most episodes, 3 each of 10'],
    [{ a: 1500, b: 1500 }, 'Both hosts have 1,500 episodes each'],
    [{ a: 2, b: 2, c: 2 }, 'All 3 hosts have 2 episodes each'],
    [{ a: 1 }, 'a has 1 episode'],
    [{ a: 0 }, 'a has no episode yet'],
    [{ a: 0, b: 0 }, '2 hosts, no episode yet'],
  ])('[FLEET-5] the headline names who has most, and every tie: %o', (counts, sentence) => {
    expect(headline(hosts(counts))).toBe(sentence)
  })

  it('[FLEET-6] without hosts the headline tells the totals, and nothing of nothing', () => {
    const totals = { episodes: 2500, alerts: 1, bytes: 11_800_000_000 }
    expect(headline({ ...nothing, totals })).toBe('2,500 episodes, 1 alert, 11.8\u00a0GB')
    expect(headline(nothing)).toBeNull()
  })

  it('[FLEET-7] the facts hold every part that is known', () => {
    const recent = [
      {
        id: 'ep-1',
        host: 'a',
        profile: 'port_scan',
        startedAt: Date.UTC(2026, 4, 2, 15, 38),
        bytes: 6_500_000,
        alerts: 4,
      },
    ]
    const { rows } = facts({ ...hosts({ a: 2 }), phases: [{ phase: 'recon', count: 3, share: 1 }], recent })
    expect(rows).toEqual([
      ['phase', 'recon', '3 windows, 100\u00a0%'],
      ['host', 'a', '2 episodes'],
      ['recent episode', 'ep-1', 'port scan, a, 2 May, 15:38, 6.5\u00a0MB, 4 alerts'],
    ])
  })

  it('[FLEET-8] an episode whose start is no date has none', () => {
    expect(startOf(null)).toBe('')
  })
})
