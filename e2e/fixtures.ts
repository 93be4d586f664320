import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test'
import { launchBrowser } from './browser'
import { type RunningServer, startServer } from './server'

/** A page, and everything about it that must not happen. */
interface WatchedPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors and uncaught exceptions. */
  readonly errors: string[]
  /** Addresses it asked for, in order. */
  readonly requests: string[]
}

interface Fixtures {
  /** Opens an address in a fresh context, watched from before its first request. */
  open: (url: string, options?: Parameters<Browser['newContext']>[0]) => Promise<WatchedPage>
}

interface WorkerFixtures {
  chromium: Browser
  /** `lectern serve` on the sample data. */
  lectern: RunningServer
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
    async ({}, use) => {
      const browser = await launchBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  lectern: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  open: async ({ chromium }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (url, options = { viewport: { width: 1280, height: 720 } }) => {
      const context = await chromium.newContext(options)
      contexts.push(context)
      const watched: WatchedPage = { context, page: await context.newPage(), errors: [], requests: [] }
      watched.page.on('console', (message) => {
        if (message.type() === 'error') watched.errors.push(message.text())
      })
      watched.page.on('pageerror', (error) => watched.errors.push(error.message))
      watched.page.on('request', (request) => watched.requests.push(request.url()))
      await watched.page.addInitScript(recordFirstFrame)
      await watched.page.goto(url)
      return watched
    })
    for (const context of contexts) await context.close()
  },
})

export { expect } from '@playwright/test'

/** What was there at the first contentful paint. */
export interface FirstFrame {
  /** First contentful paint, ms after the navigation began. */
  readonly paintedAt: number
  /** When the scene's root said that its data is painted. */
  readonly readyAt: number
  readonly count: number
  /** Canvases one frame after the commit, and how many of them show more than one colour. */
  readonly canvases: number
  readonly painted: number
}

declare global {
  interface Window {
    firstFrame?: Partial<FirstFrame>
  }
}

/** Runs in the page before its own scripts. */
function recordFirstFrame(): void {
  const frame: { -readonly [K in keyof FirstFrame]?: FirstFrame[K] } = {}
  window.firstFrame = frame
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0]
    if (paint) frame.paintedAt = paint.startTime
  }).observe({ type: 'paint', buffered: true })
  const seen = new MutationObserver(() => {
    const root = document.querySelector('[data-scene][data-ready="true"]')
    if (!root) return
    seen.disconnect()
    frame.readyAt = performance.now()
    frame.count = Number(root.getAttribute('data-count'))
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const canvases = [...root.querySelectorAll('canvas')].filter((canvas) =>
          canvas.checkVisibility({ visibilityProperty: true }),
        )
        frame.canvases = canvases.length
        frame.painted = canvases.filter((canvas) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
          if (!pixels) return false
          const words = new Uint32Array(pixels.buffer)
          return words.some((word) => word !== words[0])
        }).length
      }),
    )
  })
  seen.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-ready'] })
}

export async function firstFrame(page: Page): Promise<FirstFrame> {
  const handle = await page.waitForFunction(() => {
    const frame = window.firstFrame
    return frame?.paintedAt !== undefined && frame.readyAt !== undefined && frame.painted !== undefined ? frame : null
  })
  return (await handle.jsonValue()) as FirstFrame
}

/** The scene that is shown. */
export const sceneRoot = (page: Page, n: number) => page.locator(`[data-scene="${n}"][data-ready="true"]`)
