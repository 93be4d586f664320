import { describe, expect, it } from 'vitest'
import { holding, NOW } from '../testing/kit'
import { facts, headline } from './headline'
import { amount, seconds } from './reading'
import { phaseAt, sampleAt, select } from './select'

const viewOf = (...payloads: unknown[]) => select(holding('attack_profile', payloads), NOW)
const peakAt = (name: string, t: number) => ({ name, t: [0, t, t + 10], value: [0.1, 0.9, 0.3] })

describe('the attack profiles', () => {
  it('[PROFILE-1] stand in the order of their peaks, whatever order they came in', () => {
    const { curves } = viewOf(peakAt('late', 90), peakAt('b', 20), peakAt('a', 20))
    expect(curves.map((curve) => curve.name)).toEqual(['a', 'b', 'late'])
  })

  it('[PROFILE-2] are put in order of time, and one sample is a curve', () => {
    const { curves } = viewOf({ name: 'p', t: [30, 10, 20], value: [3, 1, 2] }, { name: 'q', t: [5], value: [-4] })
    expect(curves.map((curve) => curve.samples.map((sample) => sample.t))).toEqual([[5], [10, 20, 30]])
    expect(curves[0]?.peak).toEqual({ t: 5, value: -4 })
  })

  it('[PROFILE-3] without a sample draw no curve, and are still in the table', () => {
    const view = viewOf({ name: 'port_scan', t: [], value: [] })
    expect(view.curves).toEqual([])
    expect(headline(view)).toBeNull()
    expect(facts(view).rows).toEqual([['port scan', '0', '—', '—', '—', '—', '—']])
  })

  it('[PROFILE-4] have a headline about when they peak', () => {
    expect(headline(viewOf(peakAt('port_scan', 20), peakAt('exfiltration', 110)))).toBe(
      'port scan peaks first, 20 s in; exfiltration last, 110 s in',
    )
    expect(headline(viewOf(peakAt('a', 20), peakAt('b', 20)))).toBe('All 2 profiles peak 20 s in')
    expect(headline(viewOf({ ...peakAt('a', 20), unit: 'Gbit/s' }))).toBe('a peaks at 0.90 Gbit/s, 20 s in')
    expect(headline(viewOf({ name: 'a', t: [0, 1], value: [2, 2] }))).toBe('a stays at 2')
  })

  it('[PROFILE-5] are read at a moment by the nearest sample, and not beyond their ends', () => {
    const [curve] = viewOf({ name: 'p', t: [10, 20, 40], value: [1, 2, 3] }).curves
    if (!curve) throw new Error('no curve')
    const read = [9, 10, 14, 16, 29, 31, 40, 41].map((t) => sampleAt(curve, t)?.value ?? null)
    expect(read).toEqual([null, 1, 1, 2, 2, 3, 3, null])
  })

  it('[PROFILE-6] are in the phase that started last; a phase without length is none', () => {
    const phases = [
      { name: 'exfil', start: 50, end: 60 },
      { name: 'recon', start: 0, end: 55 },
      { name: 'never', start: 70, end: 70 },
    ]
    const [curve] = viewOf({ ...peakAt('p', 20), phases }).curves
    if (!curve) throw new Error('no curve')
    expect(curve.phases.map((phase) => phase.name)).toEqual(['recon', 'exfil'])
    expect([-1, 10, 52, 65].map((t) => phaseAt(curve, t)?.name ?? null)).toEqual([null, 'recon', 'exfil', null])
  })

  it('[PROFILE-7] read in short: moments and values', () => {
    expect([0, 0.5, 43.2, 299, 380, 7_500, -2].map(seconds)).toEqual([
      '0 s',
      '0.5 s',
      '43 s',
      '299 s',
      '6 min 20 s',
      '2 h 5 min',
      '−2 s',
    ])
    expect([0.873, 1, 7, 12.34, 8_200].map(amount)).toEqual(['0.87', '1.00', '7', '12.3', '8.2K'])
  })
})
