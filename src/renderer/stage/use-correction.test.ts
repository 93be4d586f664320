import { expect, test } from 'vitest'
import { neutral } from '../../shared/correction'
import { filterOf } from './use-correction'

test('[STAGE-8] a projector’s correction is a filter, and none at all where it is neutral', () => {
  expect(filterOf(neutral)).toBe('')
  const correction = { brightness: 0.8, contrast: 1.25, saturation: 0 }
  expect(filterOf(correction)).toBe('brightness(0.8) contrast(1.25) saturate(0)')
})
