import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import { parseDraft } from '../../../shared/draft'
import type { KeyedDraft } from '../feeder'
import base from './base.json' with { type: 'json' }
import { playSample } from './sample'

function played(seed: number, seconds: number): KeyedDraft[][] {
  const clock = fakeClock()
  const moments: KeyedDraft[][] = []
  const stop = playSample(seed, clock, (values) => moments.push([...values]))
  clock.advance(seconds * 1000)
  stop()
  expect(clock.pending()).toBe(0)
  return moments
}

describe('the sample play', () => {
  const moments = played(1, 300)
  const drafts = moments.flat().map(({ draft }) => draft)
  const of = (type: string) => drafts.filter((draft) => draft.type === type)

  test('[SAMPLE-1] the same seed plays the same talk, another seed another one', () => {
    expect(played(7, 20)).toEqual(played(7, 20))
    expect(played(7, 20)).not.toEqual(played(8, 20))
  })

  test('[SAMPLE-2] every event passes the topic table and is marked sample', () => {
    for (const { type, payload, timestamp, origin } of drafts) {
      expect(origin).toBe('sample')
      expect(parseDraft({ type, payload, timestamp, origin: 'sample' }, timestamp * 1000)).toEqual({
        draft: { type, payload, timestamp, origin },
      })
    }
  })

  test('[SAMPLE-3] about eight detections a second over twelve hosts, some of them alerts in grave phases alone', () => {
    const detections = moments
      .slice(1)
      .flatMap((moment) => moment.flatMap(({ draft }) => (draft.type === 'live_detection' ? [draft.payload] : [])))
    expect(detections.length / 300).toBeGreaterThan(7)
    expect(detections.length / 300).toBeLessThan(9)
    expect(new Set(detections.map(({ host_id }) => host_id)).size).toBe(12)
    const alerts = detections.filter(({ alert }) => alert)
    expect(alerts.length).toBeGreaterThan(10)
    expect(new Set(alerts.map(({ label }) => label))).toEqual(new Set(['exfil', 'execution']))
  })

  test('[SAMPLE-4] the first moment fills every lane, in the order of time', () => {
    const first = moments[0]?.map(({ draft }) => draft) ?? []
    expect(first.filter(({ type }) => type === 'live_detection')).toHaveLength(120)
    const times = first.map(({ timestamp }) => timestamp)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test('[SAMPLE-5] totals grow from where the sample data end', () => {
    const totals = of('totals').flatMap((draft) => (draft.type === 'totals' ? [draft.payload.total_episodes] : []))
    expect(totals[0]).toBe(base.totals.total_episodes + 1)
    expect(totals).toEqual([...totals].sort((a, b) => a - b))
    expect(of('prediction').length).toBeGreaterThan(20)
    expect(of('model_metric').length).toBeGreaterThan(20)
    expect(of('embedding').length).toBeGreaterThan(100)
  })

  test('[SAMPLE-6] the base of the play is what the sample data say', () => {
    const index = readFileSync(new URL('../../../../resources/data/index.jsonl', import.meta.url), 'utf8')
    const lines = index.trim().split('\n')
    expect(lines).toHaveLength(base.totals.total_episodes)
    const last = JSON.parse(lines.at(-1) ?? '')
    expect(base.recent_episodes[0]).toMatchObject({ episode_id: last.episode_id, host_id: last.host_id })
  })
})
