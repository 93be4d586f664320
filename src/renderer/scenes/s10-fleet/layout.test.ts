import { describe, expect, it } from 'vitest'
import { measure, columnFrame as phone, stageFrame as stage } from '../testing/kit'
import { readFleet } from './hit'
import { layout, NAME } from './layout'
import type { FleetView } from './select'

const full: FleetView = {
  hosts: Array.from({ length: 12 }, (_, i) => ({ host: `host-${i}`, count: 200 - i })),
  phases: [
    { phase: 'baseline', count: 90, share: 0.9 },
    { phase: 'recon', count: 10, share: 0.1 },
  ],
  totals: { episodes: 2500, alerts: 6601, bytes: 11_800_000_000 },
  recent: Array.from({ length: 20 }, (_, i) => ({
    id: `ep-${i}`,
    host: 'a',
    profile: 'idle',
    startedAt: i,
    bytes: 1,
    alerts: 0,
  })),
}

describe('the layout of the fleet', () => {
  it('[FLEET-11] bars are as long as their counts, from zero', () => {
    const bars = layout(full, stage, measure).hosts?.bars ?? []
    for (const bar of bars) expect(bar.length / (bars[0]?.length ?? 1)).toBeCloseTo(bar.count / 200)
  })

  it('[FLEET-12] every one of 256 hosts is drawn, in a row or in the tail', () => {
    const hosts = Array.from({ length: 256 }, (_, i) => ({ host: `h${i}`, count: 256 - i }))
    for (const frame of [stage, phone]) {
      const place = layout({ ...full, hosts }, frame, measure).hosts
      expect((place?.bars.length ?? 0) + (place?.tail?.bars.length ?? 0)).toBe(256)
    }
  })

  it('[FLEET-13] on the stage nothing leaves the frame; on a phone nothing is wider than it', () => {
    for (const view of [full, { ...full, recent: [] }, { ...full, totals: null }, { ...full, hosts: [] }]) {
      const { hosts, phases, recent, height } = layout(view, stage, measure)
      expect(height).toBe(stage.height)
      for (const part of [hosts, phases, recent])
        if (part) expect(part.box.y + part.height).toBeLessThanOrEqual(height + 1)
    }
    const { hosts, recent, totals } = layout(full, phone, measure)
    for (const bar of hosts?.bars ?? []) expect((hosts?.barX ?? 0) + bar.length).toBeLessThan(phone.width)
    for (const field of recent?.rows.flatMap((row) => row.fields) ?? [])
      expect(field.x).toBeLessThanOrEqual(phone.width)
    const last = totals?.figures.at(-1)
    expect((last?.x ?? 0) + measure(last?.text ?? '', { size: totals?.size ?? 0 })).toBeLessThanOrEqual(phone.width + 1)
  })

  it('[FLEET-14] a part that is unknown takes no room', () => {
    const { hosts, totals, phases, recent } = layout({ ...full, totals: null, phases: [], recent: [] }, stage, measure)
    expect([totals, phases, recent]).toEqual([null, null, null])
    expect(hosts?.box.width).toBe(stage.width)
  })

  it('[FLEET-15] what is pointed at is read: a host, a phase, an episode', () => {
    const place = layout(full, stage, measure)
    expect(readFleet(place, 300, (place.hosts?.bars[0]?.y ?? 0) + 5)?.name).toBe('host-0')
    const recon = place.phases?.segments[1]
    expect(readFleet(place, (recon?.x ?? 0) + 5, (place.phases?.barY ?? 0) + 5)).toMatchObject({
      name: 'recon',
      facts: ['10 windows', '10\u00a0%'],
    })
    expect(readFleet(place, 1700, (place.recent?.rows[0]?.y ?? 0) + 5)?.name).toBe('ep-0')
    expect(readFleet(place, 1700, 5)).toBeNull()
  })

  it('[FLEET-16] beyond ten phases the smallest are one segment, and the shares still add up', () => {
    const phases = Array.from({ length: 30 }, (_, i) => ({ phase: `p${i}`, count: 1, share: 1 / 30 }))
    const segments = layout({ ...full, phases }, stage, measure).phases?.segments ?? []
    expect(segments.length).toBe(10)
    expect(segments.at(-1)?.phase).toBe('21 others')
    expect(segments.reduce((sum, segment) => sum + segment.share, 0)).toBeCloseTo(1)
  })

  it('[FLEET-17] a label stands under its own segment or close by, else all stand in a list', () => {
    const mixOf = (...shares: number[]) => shares.map((share, i) => ({ phase: `phase_${i}`, count: 1, share }))
    const lay = (...shares: number[]) => layout({ ...full, phases: mixOf(...shares) }, stage, measure).phases
    const wide = lay(0.4, 0.3, 0.2, 0.1)
    expect(wide?.labels).toBe('under')
    for (const { x, width, labelX, labelWidth } of wide?.segments ?? []) {
      const away = Math.abs(labelX + labelWidth / 2 - (x + width / 2))
      expect(away).toBeLessThanOrEqual(Math.max(width / 2, 4 * stage.unit))
    }
    expect(lay(0.47, 0.21, 0.08, 0.09, 0.07, 0.06, 0.02)?.labels).toBe('list')
  })

  it('[FLEET-18] a phase is read under the labels of the bar, not on them', () => {
    const place = layout(full, stage, measure)
    const { phases } = place
    expect(readFleet(place, (phases?.box.x ?? 0) + 5, (phases?.barY ?? 0) + 5)?.y).toBe(
      (phases?.box.y ?? 0) + (phases?.height ?? 0),
    )
    const atFoot = layout({ ...full, recent: [] }, stage, measure)
    const y = (atFoot.phases?.barY ?? 0) + 5
    expect(readFleet(atFoot, (atFoot.phases?.box.x ?? 0) + 5, y)?.y).toBe(y)
  })

  it('[FLEET-19] on a phone the start of an episode and its size are two facts', () => {
    const fields = layout(full, phone, measure).recent?.rows[0]?.fields ?? []
    expect(fields.map((field) => field.text)).toContain('1 Jan, 00:00 UTC · 1\u00a0B')
  })

  it('[FLEET-20] neither the totals nor their names run into each other, whatever they are, and one has no plural', () => {
    const small = { ...phone, width: 288 }
    for (const frame of [small, phone, stage]) {
      for (const [episodes, alerts, bytes] of [
        [1, 1, 1],
        [3, 2, 20],
        [1, 2_000_000, 1],
        [2500, 6601, 11_800_000_000],
      ]) {
        const totals = { episodes: episodes ?? 0, alerts: alerts ?? 0, bytes: bytes ?? 0 }
        const { size = 0, figures = [] } = layout({ ...full, totals }, frame, measure).totals ?? {}
        figures.forEach(({ x, text, name }, i) => {
          const end = x + Math.max(measure(text, { size }), measure(name, { size: NAME * frame.unit }))
          const next = figures[i + 1]
          expect(end).toBeLessThanOrEqual(next ? next.x - 2 * frame.unit : frame.width + 1e-6)
        })
      }
    }
    const totals = { episodes: 1, alerts: 1, bytes: 1 }
    const names = layout({ ...full, totals }, phone, measure).totals?.figures.map((figure) => figure.name)
    expect(names).toEqual(['episode', 'alert', 'data'])
  })

  it('[FLEET-23] a frame without any room still has a layout of numbers', () => {
    // A browser that takes a picture of a whole page lays it out a pixel wide for a moment, and values glide from there.
    for (const width of [-31, 0, 1, 60]) {
      const { height, hosts } = layout(full, { ...phone, width }, measure)
      expect([height, hosts?.box.y].every(Number.isFinite)).toBe(true)
    }
  })

  it('[FLEET-21] on the smallest phone a long host does not run into the start of its episode', () => {
    const recent = full.recent.map((episode) => ({
      ...episode,
      host: 'a-very-long-name-of-one-host-in-the-fleet',
      profile: 'a_profile_with_a_name_that_is_longer_than_a_line',
      startedAt: 1_781_246_273_000,
      bytes: 999_000_000,
      alerts: 1_234_567,
    }))
    const { rows = [], textSize: size = 0 } =
      layout({ ...full, recent }, { ...phone, width: 288 }, measure).recent ?? {}
    for (const { fields } of rows) {
      const [profile, alerts, host, start] = fields.map(({ text, x, anchor }) => {
        const width = measure(text, { size })
        return anchor === 'end' ? { from: x - width, to: x } : { from: x, to: x + width }
      })
      expect(profile?.to).toBeLessThan(alerts?.from ?? 0)
      expect(host?.to).toBeLessThan(start?.from ?? 0)
    }
  })

  it('[FLEET-22] hosts of one domain are told apart by what stands before it, and read in full', () => {
    const nameOf = (i: number) => `web-0${i}.prod.eu-west.example.com`
    const hosts = full.hosts.slice(0, 9).map(({ count }, i) => ({ host: nameOf(i), count }))
    const recent = full.recent.map((episode) => ({ ...episode, host: nameOf(3) }))
    for (const frame of [stage, phone]) {
      const place = layout({ ...full, hosts, recent }, frame, measure)
      expect(place.hosts?.bars.map((bar) => bar.label)).toEqual(hosts.map((_, i) => `web-0${i}`))
      expect(place.recent?.rows[0]?.fields.map((field) => field.text)).toContain('web-03')
      expect(readFleet(place, 300, (place.hosts?.bars[0]?.y ?? 0) + 5)?.name).toBe(nameOf(0))
    }
  })
})
