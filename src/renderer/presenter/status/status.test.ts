import { describe, expect, it } from 'vitest'
import type { Payload } from '../../../shared/topics'
import { audienceOf, clientsText, isSlow, type Room, slowestText, sourcesText } from '../room/room'
import { groupAlerts } from './alerts'
import { jobText, shareOf, shownJobs } from './jobs'
import { keepOrder } from './keep-order'

type Alert = Payload<'alert'>
const alert = (id: string, source: string, severity: Alert['severity'] = 'warning', count = 1): Alert => ({
  ...{ id, source, severity, count, message: id },
})
const job = (id: string, state: Payload<'ingest_job'>['state'], done = 0, total = 0) => ({
  id,
  source: id,
  state,
  done,
  total,
})

describe('the status panel', () => {
  it('[STATUS-1] alerts are grouped by source and counted, the gravest first; dismissed ones are gone', () => {
    const gone = { ...alert('x', 'hosts', 'critical'), dismissed: true }
    const groups = groupAlerts([
      alert('a', 'models', 'warning', 3),
      gone,
      alert('b', 'disk', 'error'),
      alert('c', 'models'),
    ])
    expect(groups.map(({ source, severity, count }) => [source, severity, count])).toEqual([
      ['disk', 'error', 1],
      ['models', 'warning', 4],
    ])
    expect(groups[1]?.alerts.map(({ id }) => id)).toEqual(['c', 'a'])
  })

  it('[STATUS-2] lists are cut, and say so', () => {
    const many = Array.from({ length: 50 }, (_, i) => alert(`a${i}`, 'models'))
    expect(groupAlerts(many)[0]).toMatchObject({ count: 50, more: 45 })
    expect(groupAlerts(Array.from({ length: 50 }, (_, i) => alert(`a${i}`, `s${i}`)))).toHaveLength(8)
    expect(shownJobs(Array.from({ length: 50 }, (_, i) => job(`j${i}`, 'done')))).toHaveLength(6)
  })

  it('[STATUS-3] what is under the hand keeps its place, and what is new comes behind it', () => {
    expect(keepOrder(['urgent', 'b', 'a'], ['a', 'b', 'gone'], (name) => name)).toEqual(['a', 'b', 'urgent'])
  })

  it('[STATUS-4] a job says how far it is; what runs or failed is seen first', () => {
    expect(shownJobs([job('a', 'done'), job('b', 'failed'), job('c', 'running')]).map(({ id }) => id)).toEqual([
      'c',
      'b',
      'a',
    ])
    expect(shareOf(job('a', 'running', 50_000, 150_000))).toBeCloseTo(1 / 3)
    expect(shareOf(job('a', 'running', 50_000))).toBeNull()
    expect(jobText(job('a', 'running', 120_000, 150_000))).toBe('120,000 of 150,000')
    expect(jobText({ ...job('a', 'failed'), error: 'no such file' })).toBe('failed: no such file')
  })
})

describe('the room', () => {
  const room: Room = {
    clients: [
      { transport: 'ws', role: 'audience', count: 40 },
      { transport: 'poll', role: 'audience', count: 2 },
      { transport: 'ws', role: 'presenter', count: 2 },
    ],
    slowest: { transport: 'ws', role: 'audience', events: 1_200, seconds: 3.2 },
    sources: { models: { state: 'ok' }, hosts: { state: 'broken', message: 'line 3' }, profiles: { state: 'missing' } },
  }

  it('[ROOMTEXT-1] counts who listens, names who lags and how many sources are broken', () => {
    expect(audienceOf(room)).toBe(42)
    expect(clientsText(room)).toBe('42 over ws, 2 over poll')
    expect(slowestText(room)).toBe('audience over ws: 1,200 events, 3.2\u00a0s behind')
    expect(isSlow(room)).toBe(true)
    expect(sourcesText(room)).toBe('1 of 3 broken')
  })

  it('[ROOMTEXT-2] an empty or current room is no fault', () => {
    expect(slowestText({ ...room, slowest: null })).toBe('nobody is here')
    const current = { ...room, slowest: { transport: 'ws', role: 'audience', events: 0, seconds: 0 } }
    expect([slowestText(current), isSlow(current)]).toEqual(['all are up to date', false])
    expect(sourcesText({ ...room, sources: { models: { state: 'ok' }, profiles: { state: 'missing' } } })).toBe(
      '1 well',
    )
  })
})
