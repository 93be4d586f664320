import { describe, expect, it } from 'vitest'
import { themeOf } from '../../ui/palette'
import { measure, columnFrame as phone, stageFrame as stage } from '../testing/kit'
import { facts } from './headline'
import { cellAt } from './hit'
import { cellX, layout } from './layout'
import { labelOrder } from './legend'
import { type Told, viewOf } from './testing/told'

const crowd = (hosts: number) => viewOf(...Array.from({ length: hosts * 3 }, (_, i): Told => [`host-${i % hosts}`, 1]))

describe('the layout of live detections', () => {
  it('[LIVE-13] every lane is inside the frame, and no two share a place, from one host to 64', () => {
    for (const hosts of [1, 12, 23, 64]) {
      const { lanes, height } = layout(crowd(hosts), stage, measure)
      expect(lanes.length).toBe(hosts)
      expect(new Set(lanes.map((lane) => `${lane.x} ${lane.y}`)).size).toBe(hosts)
      for (const lane of lanes) {
        expect(lane.y + lane.height).toBeLessThanOrEqual(height + 1e-6)
        expect(lane.x + lane.width).toBeLessThanOrEqual(stage.width + 1e-6)
        expect(lane.base - lane.full).toBeGreaterThanOrEqual(lane.y)
      }
    }
  })

  it('[LIVE-14] no text is smaller than 1.5 units, and on a phone a lane has the whole width for its cells', () => {
    for (const frame of [stage, phone]) {
      const sizes = layout(crowd(64), frame, measure).lanes.flatMap((lane) => lane.texts.map((text) => text.size))
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1.5 * frame.unit)
    }
    expect((layout(crowd(3), phone, measure).lanes[0]?.slot ?? 0) * 60).toBeCloseTo(phone.width)
  })

  it('[LIVE-26] lanes of one domain are told apart by what stands before it, whatever the form of a lane', () => {
    for (const [frame, hosts] of [
      [stage, 12],
      [stage, 40],
      [phone, 40],
    ] as const) {
      const names = Array.from({ length: hosts }, (_, i) => `srv-${10 + i}`)
      const view = viewOf(...names.map((name): Told => [`${name}.eu-central-1.compute.internal`, 1]))
      expect(layout(view, frame, measure).lanes.map((lane) => lane.texts[0]?.text)).toEqual(names)
      expect(facts(view).rows[0]?.[0]).toBe('srv-10.eu-central-1.compute.internal')
    }
  })

  it('[LIVE-27] on a phone a long label ends before the rate and the latency', () => {
    const label = 'credential_access_and_lateral_movement'
    const view = viewOf(
      ['a-host-with-a-name-of-some-length', 2, { label }],
      ['a-host-with-a-name-of-some-length', 1, { label, latency_ms: 12 }],
    )
    const { texts = [] } = layout(view, { ...phone, width: 288 }, measure).lanes[0] ?? {}
    const pace = texts.find((text) => text.tone === 'muted')
    const shown = texts.find((text) => text.tone === 'label')
    if (!pace || !shown) throw new Error('a text is missing')
    const gap = shown.x - measure(shown.text, shown) - (pace.x + measure(pace.text, pace))
    expect(pace.text).toContain('12\u00a0ms')
    expect(gap).toBeGreaterThanOrEqual(phone.unit)
  })

  it('[LIVE-15] the newest cell stands at the right end, and the pointer over a slot names its cell', () => {
    const place = layout(viewOf(['a', 3], ['a', 2], ['a', 1, { label: 'exfil' }]), stage, measure)
    const lane = place.lanes[0]
    if (!lane) throw new Error('no lane')
    const newest = cellX(lane, 2, 3)
    expect(newest).toBeCloseTo(lane.cellsX + 59 * lane.slot)
    expect(cellAt(place, newest + 1, lane.y + 1)?.cell.label).toBe('exfil')
    expect(cellAt(place, newest + lane.slot + 1, lane.y + 1)).toBeNull()
    expect(cellAt(place, lane.cellsX, lane.y + 1)).toBeNull()
  })

  it('[LIVE-16] the legend names the labels on the screen in the order of an attack, unknown ones last', () => {
    const labels = ['odd', 'exfil', 'benign', 'recon', 'even']
    expect(labelOrder(viewOf(...labels.map((label): Told => ['a', 1, { label }])))).toEqual([
      'benign',
      'recon',
      'exfil',
      'even',
      'odd',
    ])
  })

  it('[LIVE-23] labels of one colour share a chip of the legend, under all their names', () => {
    const labels = ['recon', 'baseline', 'benign']
    const view = viewOf(...labels.map((label): Told => ['a', 1, { label }]))
    expect(layout(view, stage, measure).legend.chips.map((chip) => chip.text)).toEqual(['benign, baseline', 'recon'])
    const named = { ...stage, theme: themeOf('dark', { baseline: '#ffffff' }) }
    expect(layout(view, named, measure).legend.chips.map((chip) => chip.text)).toEqual(['benign', 'baseline', 'recon'])
  })
})
