import { expect, test } from 'vitest'
import { scatterLayout } from './layout'

test('[SCATTER-22] the points have room beside the legend, in a column above it, and are seen whole by who holds a phone across', () => {
  expect(scatterLayout({ layout: 'stage', width: 1760, height: 805, unit: 10.8 })).toEqual({ width: 1228, height: 805 })
  expect(scatterLayout({ layout: 'column', width: 358, height: 664, unit: 8 })).toEqual({ width: 358, height: 315 })
  expect(scatterLayout({ layout: 'column', width: 812, height: 320, unit: 8 })).toEqual({ width: 812, height: 320 })
})
