import { describe, expect, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import type { EventDraft } from '../../shared/event'
import { createStickyCache, type StickyCache } from '../../shared/sticky-cache'
import { defaultRetention } from '../../shared/topics'
import type { Live } from '../connection/connection'
import type { Scene } from '../scenes/scene'
import { createDashboard } from './dashboard'
import { NO_FRAME_MS } from './frames'
import { createViews } from './views'

const liveOf = (cache: StickyCache): Live => ({
  ...{ cache, complete: true, deck: null, gaps: 0, dropped: 0, clockOffsetMs: 0 },
  link: { phase: 'open', transport: 'ws', reconnects: 0 },
})

const metric = (model: string): EventDraft => ({
  ...{ type: 'model_metric', payload: { model, macro_f1: 0.5 }, timestamp: 1, origin: 'live' },
})

function setting() {
  const clock = fakeClock()
  const cache = createStickyCache(defaultRetention)
  const due = new Set<() => void>()
  const frames = {
    requestFrame(call: () => void) {
      due.add(call)
      return () => {
        due.delete(call)
      }
    },
  }
  const store = createDashboard({ read: () => liveOf(cache), clock, frames })
  const paint = () => {
    for (const call of [...due]) call()
  }
  return { clock, cache, store, paint }
}

describe('the store', () => {
  test('[STORE-1] ten thousand events are one change of state, at the next frame', () => {
    const { cache, store, paint } = setting()
    const told = vi.fn()
    store.subscribe(told)
    for (let offset = 1; offset <= 10_000; offset++) {
      cache.put({ ...metric(`m${offset}`), offset })
      store.changed()
    }
    expect(told).not.toHaveBeenCalled()
    paint()
    expect(told).toHaveBeenCalledOnce()
    expect(store.getState().frame).toBe(1)
  })

  test('[STORE-2] where there are no frames, a timer shows what came', () => {
    const { clock, store, paint } = setting()
    store.changed()
    clock.advance(NO_FRAME_MS)
    expect(store.getState().frame).toBe(1)
    paint()
    expect(store.getState().frame).toBe(1)
  })

  test('[STORE-3] the server’s time goes on while nothing comes', () => {
    const { clock, store } = setting()
    const before = store.getState().now
    const stop = store.tick()
    clock.advance(3_000)
    expect(store.getState().now - before).toBe(3_000)
    stop()
    expect(clock.pending()).toBe(0)
  })
})

const sceneOf = (topics: Scene['topics'], select: Scene['select']): Scene => ({
  ...{ n: 9, title: '', topics, select, count: () => 0, headline: () => null, Picture: () => null },
  ...{ facts: () => ({ caption: '', columns: [], rows: [] }), empty: { what: '', how: '' } },
})

describe('views', () => {
  test('[STORE-4] a view is made anew when one of its topics changes, and for nothing else', () => {
    const views = createViews()
    const cache = createStickyCache(defaultRetention)
    const select = vi.fn(() => ({}))
    const scene = sceneOf(['model_metric'], select)
    const first = views(scene, cache, 0)
    cache.put({ type: 'marker', payload: { label: 'm' }, timestamp: 1, origin: 'live', offset: 1 })
    expect(views(scene, cache, 9_000)).toBe(first)
    cache.put({ ...metric('gbt'), offset: 2 })
    expect(views(scene, cache, 9_000)).not.toBe(first)
    expect(select).toHaveBeenCalledTimes(2)
  })

  test('[STORE-5] another replica is another view, though its revisions are the same', () => {
    const views = createViews()
    const scene = sceneOf(['model_metric'], () => ({}))
    const first = views(scene, createStickyCache(defaultRetention), 0)
    expect(views(scene, createStickyCache(defaultRetention), 0)).not.toBe(first)
  })

  test('[STORE-6] a view with rates is looked at every second', () => {
    const views = createViews()
    const cache = createStickyCache(defaultRetention)
    const scene = sceneOf(['live_detection'], () => ({}))
    const first = views(scene, cache, 1_000)
    expect(views(scene, cache, 1_900)).toBe(first)
    expect(views(scene, cache, 2_000)).not.toBe(first)
  })

  test('[STORE-7] a TTL of the talk hides while nothing comes, and nothing is looked at anew before', () => {
    const views = createViews()
    const cache = createStickyCache({
      ...defaultRetention,
      model_metric: { ...defaultRetention.model_metric, ttl_s: 4 },
    })
    const scene = sceneOf(['model_metric'], (replica, now) => replica.read('model_metric', now).length)
    cache.put({ ...metric('gbt'), timestamp: 10, offset: 1 })
    const first = views(scene, cache, 12_000)
    expect(first.view).toBe(1)
    expect(views(scene, cache, 13_900)).toBe(first)
    expect(views(scene, cache, 14_100).view).toBe(0)
  })
})
