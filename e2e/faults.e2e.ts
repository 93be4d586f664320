import type { Page } from '@playwright/test'
import { dataDir, publish } from './data'
import { expect, firstFrame, sceneRoot, test } from './fixtures'
import { type FaultyNetwork, startNetwork } from './proxy'
import { type RunningServer, startServer } from './server'

const metric = (model: string) => ({ type: 'model_metric', payload: { model, macro_f1: 0.5 } })
const bars = (page: Page, count: number, timeout = 10_000) =>
  expect(sceneRoot(page, 9)).toHaveAttribute('data-count', String(count), { timeout })
const health = (page: Page, text: string) =>
  expect(page.locator('[data-health="link"]')).toHaveText(text, { timeout: 15_000 })

test.describe('a network that fails', () => {
  let server: RunningServer
  let proxy: FaultyNetwork
  test.beforeEach(async () => {
    server = await startServer()
    proxy = await startNetwork(server.port)
  })
  test.afterEach(async () => {
    await proxy.close()
    await server.stop()
  })

  for (const [transport, words] of [
    ['ws', 'connected over WebSocket'],
    ['sse', 'connected over event stream'],
    ['poll', 'connected over polling'],
  ] as const) {
    test(`[FAULT-1] over ${transport} alone: a full first frame, what is live, and a network cut and back`, async ({
      open,
    }) => {
      const { page } = await open(`${proxy.url}/?scene=9&transport=${transport}`)
      expect((await firstFrame(page)).count).toBe(8)
      await health(page, words)
      await publish(server.url, [metric('live')])
      await bars(page, 9)
      proxy.cut()
      await health(page, 'connection lost, trying again')
      await publish(server.url, [metric('meanwhile')])
      await bars(page, 9)
      proxy.flow()
      await bars(page, 10)
      await health(page, words)
    })
  }

  test('[FAULT-2] a half-open connection is noticed, and replaced by one that brings what was missed', async ({
    open,
  }) => {
    const { page } = await open('about:blank')
    await page.clock.install()
    await page.goto(`${proxy.url}/?scene=9`)
    await bars(page, 8)
    await health(page, 'connected over WebSocket')
    proxy.strand()
    await publish(server.url, [metric('unheard')])
    await page.clock.runFor(20_000)
    await bars(page, 8)
    await page.clock.runFor(35_000)
    await bars(page, 9)
  })

  test('[FAULT-2] a machine that was asleep does not wait for what it missed', async ({ open }) => {
    const { page } = await open('about:blank')
    await page.clock.install()
    await page.goto(`${proxy.url}/?scene=9`)
    await health(page, 'connected over WebSocket')
    proxy.strand()
    await publish(server.url, [metric('slept')])
    await page.clock.fastForward(3_600_000)
    await bars(page, 9, 3_000)
  })

  test('[FAULT-3] a network that stalls for a while loses nothing', async ({ open }) => {
    const { page } = await open(`${proxy.url}/?scene=9`)
    await bars(page, 8)
    await health(page, 'connected over WebSocket')
    proxy.stall()
    for (let i = 0; i < 20; i++) await publish(server.url, [metric(`stalled-${i}`)])
    await bars(page, 8)
    proxy.flow()
    await bars(page, 28)
  })

  test('[FAULT-4] half a second away, the first frame is as full as next door', async ({ open }) => {
    proxy.delay(250)
    const { page } = await open(`${proxy.url}/?scene=9`)
    expect((await firstFrame(page)).count).toBe(8)
    await publish(server.url, [metric('far')])
    await bars(page, 9)
  })

  test('[FAULT-12] a snapshot that never comes is not waited for: the stream fills the page', async ({ open }) => {
    const { page, errors } = await open('about:blank')
    await page.route('**/api/snapshot', () => {})
    await page.goto(`${server.url}/?scene=9`, { waitUntil: 'commit' })
    await bars(page, 8)
    expect(errors).toEqual([])
  })

  test('[FAULT-5] a hidden page gives its event stream back after 30 s, and is up to date when it is seen again', async ({
    open,
  }) => {
    const { page } = await open('about:blank')
    await page.clock.install()
    await page.goto(`${server.url}/?scene=9&transport=sse`)
    await health(page, 'connected over event stream')
    await show(page, false)
    await page.clock.runFor(31_000)
    const clients = async () => ((await (await fetch(`${server.url}/healthz`)).json()) as { clients: number }).clients
    await expect.poll(clients).toBe(0)
    await publish(server.url, [metric('unseen')])
    await show(page, true)
    await bars(page, 9)
    await expect.poll(clients).toBe(1)
  })
})

/** What a browser does to a page whose tab is left or chosen. */
async function show(page: Page, shown: boolean): Promise<void> {
  await page.evaluate((visible) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible })
    document.dispatchEvent(new Event('visibilitychange'))
  }, shown)
}

test('[FAULT-6] a server killed under twenty pages and started again: none empties, each goes on', async ({ open }) => {
  const data = dataDir()
  let server = await startServer({ args: ['--data', data.dir] })
  try {
    // Small ones: what is asked here is what they hold, not how fast two cores paint twenty of them.
    const { page: first, context } = await open(`${server.url}/?scene=9`, { viewport: { width: 400, height: 300 } })
    const pages = [first, ...(await Promise.all(Array.from({ length: 19 }, () => context.newPage())))]
    await Promise.all(pages.slice(1).map((page) => page.goto(`${server.url}/?scene=9`)))
    for (const page of pages) await bars(page, 8)
    for (const page of pages) await page.evaluate(watchLeast)
    await server.kill()
    server = await startServer({ args: ['--data', data.dir], port: server.port })
    await publish(server.url, [metric('after')])
    for (const page of pages) await bars(page, 9, 20_000)
    for (const page of pages) expect(await page.evaluate(() => window.leastCount)).toBe(8)
  } finally {
    await server.stop()
    data.remove()
  }
})

declare global {
  interface Window {
    leastCount?: number
  }
}

/** Runs in the page: remembers the smallest count that it ever showed. */
function watchLeast(): void {
  const look = () => {
    const count = Number(document.querySelector('[data-scene="9"]')?.getAttribute('data-count') ?? 0)
    window.leastCount = Math.min(window.leastCount ?? count, count)
  }
  look()
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
}
