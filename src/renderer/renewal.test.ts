import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeClock } from '../shared/clock'
import { createStickyCache } from '../shared/sticky-cache'
import { defaultRetention } from '../shared/topics'
import { scriptsOf, watchRenewal } from './renewal'
import { createDashboard } from './store/dashboard'

const htmlOf = (...scripts: readonly string[]) =>
  scripts.map((src) => `<script type="module" crossorigin src="${src}"></script>`).join('\n')
const HEAD = '/assets/head-start-1.js'

test('[RENEW-1] a page knows its build by the names of its scripts, wherever the attribute stands', () => {
  expect(scriptsOf(htmlOf(HEAD, '/assets/index-a.js'))).toBe(`${HEAD}\n/assets/index-a.js`)
  expect(scriptsOf('<script type="application/json" id="boot">{}</script>')).toBeNull()
  expect(scriptsOf('')).toBeNull()
})

/** A page of the build `index-a`, and a server that gives `served` by now. */
function pageOf(served: string, stored: Readonly<Record<string, string>> = {}) {
  const storage = new Map(Object.entries(stored))
  const reload = vi.fn()
  const window = new EventTarget()
  const fetched = vi.fn(async () => new Response(served))
  vi.stubGlobal('document', { documentElement: { outerHTML: htmlOf(HEAD, '/assets/index-a.js') } })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  })
  vi.stubGlobal('location', { href: 'http://127.0.0.1:8490/', reload })
  vi.stubGlobal('window', window)
  vi.stubGlobal('fetch', fetched)
  onTestFinished(() => void vi.unstubAllGlobals())

  const clock = fakeClock()
  const cache = createStickyCache(defaultRetention)
  let reconnects = 0
  const store = createDashboard({
    read: () => ({
      ...{ cache, complete: true, deck: null, gaps: 0, dropped: 0, clockOffsetMs: 0 },
      link: { phase: 'open', transport: 'ws', reconnects },
    }),
    clock,
    frames: { requestFrame: () => () => {} },
  })
  watchRenewal(store, clock, () => 0.5)
  const reconnect = async () => {
    reconnects++
    store.flush()
    clock.advance(2_000)
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(reconnects))
    await new Promise(setImmediate) // its answer has been read
  }
  return { clock, window, storage, reload, reconnect }
}

test('[RENEW-2] after a reconnection, a page whose server has another build loads it, once nobody has touched it for 5 s', async () => {
  const { clock, window, reload, reconnect } = pageOf(htmlOf(HEAD, '/assets/index-b.js'))
  clock.advance(60_000)
  window.dispatchEvent(new Event('keydown'))
  await reconnect()
  clock.advance(2_999)
  expect(reload).not.toHaveBeenCalled()
  clock.advance(1)
  expect(reload).toHaveBeenCalledOnce()
})

test('[RENEW-3] a page whose server has the same build, or gives what it does not have, stays', async () => {
  const same = pageOf(htmlOf(HEAD, '/assets/index-a.js'))
  await same.reconnect()
  same.clock.advance(60_000)
  expect(same.reload).not.toHaveBeenCalled()

  const before = pageOf(htmlOf(HEAD, '/assets/index-b.js'))
  await before.reconnect()
  before.clock.advance(60_000)
  expect(before.reload).toHaveBeenCalledOnce()
  const again = pageOf(htmlOf(HEAD, '/assets/index-b.js'), Object.fromEntries(before.storage))
  await again.reconnect()
  again.clock.advance(60_000)
  expect(again.reload).not.toHaveBeenCalled()
})
