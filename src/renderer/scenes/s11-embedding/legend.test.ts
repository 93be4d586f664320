import { describe, expect, it } from 'vitest'
import { themes } from '../../ui/palette'
import { legendEntries, soloed, splits, toggled } from './legend'
import { testCloud } from './testing/cloud'

const at = [0, 0, 0] as const
const cloud = testCloud([
  { at, profile: 'port_scan', phase: 5, predicted: 5, host: 'host-02', cluster: 3 },
  { at, profile: 'idle', phase: 1, predicted: 0, host: 'host-01', cluster: -1 },
  { at, profile: 'idle', phase: 9, predicted: 1, host: 'host-02', cluster: 1, train: true },
])
const names = (field: Parameters<typeof legendEntries>[1]) =>
  legendEntries(cloud, field, themes.dark).map(({ name, count }) => `${name} ${count}`)

describe('legend', () => {
  it('[SCATTER-12] names what occurs, with its count: profiles by size, the others in their own order', () => {
    expect(names('profile')).toEqual(['idle 2', 'port scan 1'])
    expect(names('phase')).toEqual(['recon 1', 'exfil 1', 'phase 9 1'])
    expect(names('predicted')).toEqual(['baseline 1', 'recon 1', 'exfil 1'])
    expect(names('cluster')).toEqual(['noise 1', 'cluster 1 1', 'cluster 3 1'])
    expect(names('host')).toEqual(['host-01 1', 'host-02 2'])
    expect(names('verdict')).toEqual(['right 1', 'wrong 2'])
  })

  it('[SCATTER-12] what share is right is said of test points only', () => {
    expect(splits(cloud)).toEqual({ test: 2, train: 1, testRight: 0.5 })
    expect(splits(testCloud([{ at, train: true }])).testRight).toBeNull()
  })

  it('[SCATTER-12] a click hides and shows, a double click leaves one alone, and again shows all', () => {
    const all = ['a', 'b', 'c']
    expect([...toggled(toggled(new Set(), 'a'), 'a')]).toEqual([])
    const alone = soloed(new Set(['b']), 'b', all)
    expect([...alone]).toEqual(['a', 'c'])
    expect([...soloed(alone, 'b', all)]).toEqual([])
  })
})
