import { describe, expect, it } from 'vitest'
import { seconds } from '../../../shared/format'
import { holding, NOW } from '../testing/kit'
import { facts, headline } from './headline'
import { measured } from './reading'
import { phaseAt, sampleAt, select } from './select'

const viewOf = (...payloads: unknown[]) => select(holding('attack_profile', payloads), NOW)
const peakAt = (name: string, t: number) => ({ name, t: [0, t, t + 10], value: [0.1, 0.9, 0.3] })

describe('the attack profiles', () => {
  it('[PROFILE-1] stand in the order in which they reach their height, whatever order they came in', () => {
    const level = { name: 'a level one', t: [0, 5], value: [0, 0] }
    const { curves } = viewOf(level, peakAt('late', 90), peakAt('b', 20), peakAt('a', 20))
    expect(curves.map((curve) => curve.name)).toEqual(['a', 'b', 'late', 'a level one'])
  })

  it('[PROFILE-2] are put in order of time, and one sample is a curve', () => {
    const { curves } = viewOf({ name: 'q', t: [5], value: [-4] }, { name: 'p', t: [30, 10, 20], value: [3, 1, 2] })
    expect(curves.map((curve) => curve.samples.map((sample) => sample.t))).toEqual([[10, 20, 30], [5]])
    expect(curves[1]?.peak).toEqual({ t: 5, value: -4 })
  })

  it('[PROFILE-3] without a sample draw no curve, and are still in the table', () => {
    const view = viewOf({ name: 'port_scan', t: [], value: [] })
    expect(view.curves).toEqual([])
    expect(headline(view)).toBeNull()
    expect(facts(view).rows).toEqual([['port scan', '0', '—', '—', '—', '—', '—', '—']])
  })

  it('[PROFILE-4] have a headline about when they reach their height', () => {
    expect(headline(viewOf(peakAt('port_scan', 20), peakAt('exfiltration', 110)))).toBe(
      'port scan reaches its height first, 20\u00a0s in; exfiltration last, 110\u00a0s in',
    )
    expect(headline(viewOf(peakAt('a', 20), peakAt('b', 20), peakAt('c', 110)))).toBe(
      'a and b reach their height first, 20\u00a0s in; c last, 110\u00a0s in',
    )
    expect(headline(viewOf(peakAt('a', 20), peakAt('b', 20)))).toBe('All 2 profiles reach their height 20\u00a0s in')
    expect(headline(viewOf({ ...peakAt('a', 20), unit: 'Gbit/s' }))).toBe(
      'a reaches its height 20\u00a0s in, and peaks at 0.90\u00a0Gbit/s',
    )
  })

  it('[PROFILE-12] are at their height from 85 % of it on: the highest sample of a noisy plateau is chance', () => {
    const scan = { name: 'scan', t: [0, 10, 20, 30, 40], value: [0, 4, 9, 8, 10] }
    const login = { name: 'login', t: [0, 10, 20, 30], value: [0, 0, 7, 10] }
    const [first, second] = viewOf(login, scan).curves
    expect([first?.name, first?.rise?.t, first?.peak.t]).toEqual(['scan', 20, 40])
    expect([second?.name, second?.rise?.t]).toEqual(['login', 30])
  })

  it('[PROFILE-13] that stay level, or are measured once, are neither first nor last', () => {
    const level = { name: 'idle', t: [0, 1], value: [2, 2] }
    const once = { name: 'once', t: [300], value: [7] }
    expect(headline(viewOf(level))).toBe('idle stays at 2')
    expect(headline(viewOf(once))).toBe('once is measured once, at 7')
    expect(headline(viewOf(level, once))).toBe('All 2 profiles stay level')
    expect(headline(viewOf(level, peakAt('a', 20)))).toBe('a reaches its height 20\u00a0s in; the other stays level')
    expect(headline(viewOf(level, once, peakAt('a', 20), peakAt('b', 40)))).toBe(
      'a reaches its height first, 20\u00a0s in; b last, 40\u00a0s in',
    )
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
    const spaced = [0, 0.5, 43.2, 299, 380, 7_500, -2].map((t) => seconds(t).replaceAll('\u00a0', ' '))
    expect(spaced).toEqual(['0 s', '0.5 s', '43 s', '299 s', '6 min 20 s', '2 h 5 min', '−2 s'])
  })

  it('[PROFILE-14] read all values of a curve with the same places, and with its unit', () => {
    const read = (...value: number[]) =>
      viewOf({ name: 'p', t: value.map((_, i) => i), value, unit: 'MB' }).curves.flatMap((curve) =>
        curve.samples.map((sample) => measured(sample.value, curve).replace('\u00a0', ' ')),
      )
    expect(read(0.873, 1)).toEqual(['0.87 MB', '1.00 MB'])
    expect(read(2.998, 49.5)).toEqual(['3.0 MB', '49.5 MB'])
    expect(read(7, 12, 8_200)).toEqual(['7 MB', '12 MB', '8.2K MB'])
  })
})
