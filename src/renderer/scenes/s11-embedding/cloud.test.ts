import { describe, expect, it } from 'vitest'
import { codeOf, RIGHT, WRONG } from './cloud'
import { createInterner } from './interner'
import { testCloud } from './testing/cloud'

describe('cloud', () => {
  it('[SCATTER-1] a point keeps one byte a field, and counts per code tell test from train', () => {
    const cloud = testCloud([
      { at: [0, 0, 0], profile: 'idle', phase: 2, predicted: 2 },
      { at: [0, 0, 0], profile: 'benign', phase: 2, predicted: 1, train: true },
      { at: [0, 0, 0], profile: 'idle', phase: 300, predicted: 1 },
    ])
    expect([0, 1, 2].map((point) => codeOf(cloud, point, 'profile'))).toEqual([0, 1, 0])
    expect([0, 1, 2].map((point) => codeOf(cloud, point, 'phase'))).toEqual([0, 0, 1])
    expect([0, 1, 2].map((point) => codeOf(cloud, point, 'verdict'))).toEqual([RIGHT, WRONG, WRONG])
    expect([cloud.counts.profile[0], cloud.counts.profile[1], cloud.counts.profile[257]]).toEqual([2, 0, 1])
  })

  it('[SCATTER-1] past 255 distinct values the rest share one code', () => {
    const interner = createInterner<number>(255)
    for (let value = 0; value < 400; value++) interner.code(value)
    expect(interner.code(254)).toBe(254)
    expect(interner.code(255)).toBe(255)
    expect(interner.code(399)).toBe(255)
    expect(interner.values).toHaveLength(255)
  })
})
