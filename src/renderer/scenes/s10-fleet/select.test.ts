import { describe, expect, it } from 'vitest'
import type { EventDraft } from '../../../shared/event'
import { createStickyCache } from '../../../shared/sticky-cache'
import { defaultRetention } from '../../../shared/topics'
import { select } from './select'

const now = 1_781_246_273_000

function replicaOf(...drafts: Pick<EventDraft, 'type' | 'payload'>[]) {
  const replica = createStickyCache(defaultRetention)
  drafts.forEach((draft, i) => {
    replica.put({ ...draft, timestamp: now / 1000, origin: 'live', offset: i + 1 } as Parameters<typeof replica.put>[0])
  })
  return replica
}

const episode = (id: string, started_at: string) => ({
  episode_id: id,
  host_id: 'a',
  profile: 'idle',
  started_at,
  bytes: 1,
  alerts: 0,
})

describe('the view of the fleet', () => {
  it('[FLEET-1] a part that nobody has told is unknown, not zero', () => {
    const view = select(replicaOf({ type: 'host_counts', payload: { a: 1 } }), now)
    expect(view).toEqual({ hosts: [{ host: 'a', count: 1 }], phases: [], totals: null, recent: [] })
  })

  it('[FLEET-2] hosts stand by their count, equals by name', () => {
    const { hosts } = select(replicaOf({ type: 'host_counts', payload: { c: 2, b: 5, a: 2 } }), now)
    expect(hosts.map((host) => host.host)).toEqual(['b', 'a', 'c'])
  })

  it('[FLEET-3] phases stand in the order of an attack, unknown ones after them by size, absent ones not at all', () => {
    const payload = { zeta: 1, exfil: 2, baseline: 4, odd: 3, cleanup: 0 }
    const { phases } = select(replicaOf({ type: 'phase_mix', payload }), now)
    expect(phases.map(({ phase, share }) => [phase, share])).toEqual([
      ['baseline', 0.4],
      ['exfil', 0.2],
      ['odd', 0.3],
      ['zeta', 0.1],
    ])
  })

  it('[FLEET-4] episodes stand newest first, one without a readable date last', () => {
    const payload = [
      episode('no', 'soon'),
      episode('old', '2026-05-01T08:00:00Z'),
      episode('new', '2026-05-02T08:00:00Z'),
    ]
    const { recent } = select(replicaOf({ type: 'recent_episodes', payload }), now)
    expect(recent.map(({ id, startedAt }) => [id, startedAt !== null])).toEqual([
      ['new', true],
      ['old', true],
      ['no', false],
    ])
  })
})
