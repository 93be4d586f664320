import { expect, test } from 'vitest'
import { defaultRetention } from '../../shared/topics'
import { defaultTalk } from '../config/talk-file'
import { bareScenes } from './bare-scenes'
import type { Still } from './still'

const at = { timestamp: 1_781_246_273, origin: 'live' } as const
const still: Still = { retention: defaultRetention, drafts: [], embedding: null, atMs: 0, warnings: [] }

test('[SAVED-10] scenes that have nothing to show are told; what is no scene’s fills none', () => {
  const alert = { id: 'a', severity: 'error', message: 'm', source: 's', count: 1 } as const
  const drafts: Still['drafts'] = [
    { type: 'alert', payload: alert, ...at },
    { type: 'model_metric', payload: { model: 'gbt', macro_f1: 0.9 }, ...at },
  ]
  expect(bareScenes(still, defaultTalk)).toEqual([7, 8, 9, 10, 11, 12, 13])
  expect(bareScenes({ ...still, drafts }, defaultTalk)).toEqual([7, 8, 10, 11, 12, 13])
})
