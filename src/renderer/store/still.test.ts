import { expect, test } from 'vitest'
import { createStickyCache } from '../../shared/sticky-cache'
import { defaultRetention } from '../../shared/topics'
import { stillStore } from './still'

const score = (offset: number, model: string) => ({
  ...{ type: 'model_metric' as const, offset, timestamp: 1, origin: 'live' as const },
  payload: { model, macro_f1: 0.5 },
})

test('[FREEZE-1] what is held stays as it was, while the replica it came from goes on', () => {
  const cache = createStickyCache(defaultRetention)
  cache.put(score(1, 'gbt'))
  const link = { phase: 'open', transport: 'ws', reconnects: 0 } as const
  const rest = { complete: true, deck: null, dropped: 0, gaps: 0, link, clockOffsetMs: 0, frame: 3, now: 1_000 }
  const held = stillStore({ cache, ...rest })
  cache.put(score(2, 'mlp'))
  held.flush()
  const { cache: still, now } = held.getState()
  expect(still.read('model_metric').map(({ payload }) => payload.model)).toEqual(['gbt'])
  expect([...still.since(0)].map(({ offset }) => offset)).toEqual([1])
  expect([still.offset, still.revision('model_metric'), now]).toEqual([1, 1, 1_000])
  expect(cache.read('model_metric')).toHaveLength(2)
})
