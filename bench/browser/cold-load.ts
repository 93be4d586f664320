import type { Browser, BrowserContextOptions, Page } from '@playwright/test'

/** A page of its own context, so that nothing is cached. */
export interface ColdPage {
  readonly page: Page
  readonly requests: readonly string[]
  close(): Promise<void>
}

declare global {
  interface Window {
    /** Milliseconds from the navigation until a frame with the scene's data was out. */
    dataPainted?: number
  }
}

export const screen = { viewport: { width: 1280, height: 720 } } as const

export async function coldPage(browser: Browser, options: BrowserContextOptions = screen): Promise<ColdPage> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.addInitScript(noteDataPainted)
  return { page, requests, close: () => context.close() }
}

/** Runs in the page, before its own scripts. */
function noteDataPainted(): void {
  const seen = new MutationObserver(() => {
    if (!document.querySelector('[data-scene][data-ready="true"]')) return
    seen.disconnect()
    requestAnimationFrame(() => {
      // A message comes after the frame that was just asked for is painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        window.dataPainted = performance.now()
      }
      port2.postMessage(null)
    })
  })
  seen.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-ready'] })
}

export async function dataPainted(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.dataPainted)
  return (await handle.jsonValue()) ?? Number.NaN
}
