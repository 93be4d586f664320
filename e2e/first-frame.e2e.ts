import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { firstPaint, installedBrowser, launchBrowser, settled } from './browser'
import { expect, firstFrame, test } from './fixtures'
import { firstFrameBytes, floorPage } from './floor'
import { type RunningServer, startServer } from './server'

let server: RunningServer
// Its own: what other tests publish would be counted here.
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

/** Items that the sample data give each scene. */
const counts: Readonly<Record<number, number>> = { 7: 4, 8: 1_440, 9: 8, 10: 12, 11: 150_000, 12: 8, 13: 0 }

for (const [scene, count] of Object.entries(counts)) {
  test(`[FRAME-1] scene ${scene} shows its ${count} items on the first contentful paint`, async ({ open }) => {
    const { page, errors, requests } = await open(`${server.url}/?scene=${scene}`)
    const frame = await firstFrame(page)
    expect(frame.readyAt).toBeLessThanOrEqual(frame.paintedAt)
    expect(frame.count).toBe(count)
    expect(frame.painted).toBe(frame.canvases)
    await page.waitForLoadState('networkidle').catch(() => {})
    expect(errors).toEqual([])
    expect(
      requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('blob:') && !url.startsWith('data:')),
    ).toEqual([])
    expect(requests.filter((url) => url.includes('/api/snapshot'))).toHaveLength(1)
    expect(requests.filter((url) => url.includes('/data/')).length).toBeLessThanOrEqual(1)
    if (scene === '11') expect(requests.filter((url) => url.includes('/data/'))).toHaveLength(1)
  })
}

test('[FRAME-2] the first paint comes at most 3 times as late as a rectangle after the same bytes', {
  tag: '@alone',
}, async () => {
  test.slow()
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  // As people have it: what its windows cost is part of what they wait for.
  const browser = await launchBrowser([], installedBrowser())
  const blank = async () => (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage()
  try {
    for (const scene of [9, 11]) {
      const url = `${server.url}/?scene=${scene}`
      const warm = await blank()
      const requests: string[] = []
      warm.on('request', (request) => requests.push(request.url()))
      await paintOf(warm, url)
      const body = floorPage(firstFrameBytes(requests))
      const pairs: (readonly [Page, Page])[] = []
      for (let run = 0; run < 3; run++) pairs.push([await blank(), await blank()])
      await settled(browser)
      const own: number[] = []
      const floor: number[] = []
      for (const [mine, other] of pairs) {
        own.push(await paintOf(mine, url))
        await other.route('**/floor', (route) => route.fulfill({ contentType: 'text/html', body }))
        floor.push(await paintOf(other, `${server.url}/floor`))
      }
      const ratio = median(own) / median(floor)
      console.log(
        `scene ${scene}: first paint ${median(own).toFixed(0)} ms, floor ${median(floor).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
      )
      expect(ratio).toBeLessThanOrEqual(3)
    }
  } finally {
    await browser.close()
  }
})

/** Loads the address; its first contentful paint, in ms. The page is gone then. */
async function paintOf(page: Page, url: string): Promise<number> {
  await page.goto(url)
  const painted = await firstPaint(page)
  await page.context().close()
  return painted
}

test('[FRAME-3] the scripts of a first load are at most 200 kB gzipped, set up no payload’s schema, and the first is small and asks for the data', async ({
  request,
}) => {
  const page = await (await request.get(`${server.url}/?scene=9`)).text()
  const scripts = page.match(
    /(?<=(?:<script type="module"|<link rel="modulepreload")[^>]*(?:src|href)="\.?)\/assets\/[^"]+/g,
  )
  const texts = await Promise.all((scripts ?? []).map(async (path) => (await request.get(server.url + path)).text()))
  const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(200_000)
  // It asks for the data while the others are still being read.
  expect(texts[0]).toContain('/api/snapshot')
  expect(texts[0]?.length).toBeLessThan(1_000)
  // A word of payloads.ts.
  expect(texts.join('')).not.toContain('has control or direction characters')
})
