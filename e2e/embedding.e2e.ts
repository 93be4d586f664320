import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bigParquet } from '../bench/feeder/big-parquet'
import { dataDir, replace } from './data'
import { expect, sceneRoot, test } from './fixtures'
import { startServer } from './server'
import { heldBack } from './slow-data'

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** Points that the canvas shows. */
const drawn = (page: Page) => async () => Number(await page.locator('[data-drawn]').getAttribute('data-drawn'))

test('[SCATTER-19] the first batch is on the first frame, and what comes later refines it', async ({
  open,
  lectern,
}) => {
  const network = await heldBack(lectern.port, 600_000)
  const { page, errors } = await open('about:blank')
  // Not until it is loaded: what the head asks for is a part of that.
  await page.goto(`${network.url}/?scene=11`, { waitUntil: 'commit' })
  await expect(sceneRoot(page, 11)).toHaveAttribute('data-count', '150000')
  expect(await drawn(page)()).toBe(16_384)
  expect(network.waiting()).toBe(true)
  network.release()
  await expect.poll(drawn(page)).toBe(150_000)
  expect(errors).toEqual([])
  await network.close()
})

test('[SCATTER-20] a large embedding has a part of its points while it is turned, and all of them at rest', {
  tag: '@alone',
}, async ({ open }) => {
  test.slow()
  const data = dataDir()
  const sample = join(data.dir, 'knn_v1.parquet')
  replace(sample, bigParquet(readFileSync(sample), 8))
  const server = await startServer({ args: ['--data', data.dir] })
  const { page, errors } = await open(`${server.url}/?scene=11&painter=software`)
  await expect(sceneRoot(page, 11)).toHaveAttribute('data-count', '1200000', { timeout: 30_000 })
  await expect.poll(drawn(page), { timeout: 30_000 }).toBe(1_200_000)

  const box = await page.locator('[data-drawn]').boundingBox()
  const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 200]
  const seen = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const counts: number[] = []
        const host = document.querySelector<HTMLElement>('[data-drawn]')
        const observer = new MutationObserver(() => {
          counts.push(Number(host?.dataset.drawn))
          if (counts.length > 1 && counts.at(-1) === 1_200_000) {
            observer.disconnect()
            resolve(counts)
          }
        })
        if (host) observer.observe(host, { attributes: true, attributeFilter: ['data-drawn'] })
      }),
  )
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= 10; step++) await page.mouse.move(x + step * 12, y)
  await page.mouse.up()
  const counts = await seen
  expect(Math.max(...counts.slice(0, -1))).toBeLessThan(1_200_000)
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(10_000)
  expect(errors).toEqual([])
  await server.stop()
  data.remove()
})

test('[SCATTER-21] a phone fetches a sample when scene 11 is near, and says so; a large screen all points', async ({
  open,
  lectern,
}) => {
  const { page, requests, errors } = await open(`${lectern.url}/?view=audience&scene=11`, phone)
  const root = sceneRoot(page, 11)
  await expect(root).toHaveAttribute('data-count', '150000')
  await expect(root).toContainText('20,000 of 150,000 points')
  await expect.poll(drawn(page)).toBe(20_000)
  const fetched = () => requests.filter((url) => url.includes('/data/')).map((url) => url.replace(/.*\.arrow/, ''))
  expect(fetched()).toEqual(['?points=20000'])

  const benign = root.getByRole('button', { name: /^benign/, includeHidden: true })
  await benign.tap()
  await expect(benign).toHaveAttribute('aria-pressed', 'false')
  await page.setViewportSize({ width: 844, height: 390 })
  expect(fetched()).toEqual(['?points=20000'])
  await page.setViewportSize({ width: 1_024, height: 768 })
  await expect.poll(drawn(page)).toBe(150_000)
  await expect(root).not.toContainText('fair sample')
  expect(fetched()).toEqual(['?points=20000', ''])
  expect(errors).toEqual([])
})
