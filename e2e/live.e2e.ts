import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { dataDir, parquetOf, publish, replace } from './data'
import { expect, firstFrame, sceneRoot, test } from './fixtures'
import { type RunningServer, startServer } from './server'

const detection = (i: number, host = i % 12) => ({
  type: 'live_detection',
  payload: {
    host_id: `host-${String(host + 1).padStart(2, '0')}`,
    label: i % 5 ? 'baseline' : 'exfil',
    score: (i % 100) / 100,
    alert: i % 50 === 0,
  },
})

/** Remembers the smallest count that a scene ever showed from now on. */
async function watchCount(page: Page, n: number): Promise<() => Promise<number>> {
  await page.evaluate((scene) => {
    const least = { count: Number.POSITIVE_INFINITY }
    Object.assign(window, { least })
    const look = () => {
      const root = document.querySelector(`[data-scene="${scene}"]`)
      least.count = Math.min(least.count, Number(root?.getAttribute('data-count') ?? 0))
    }
    look()
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
  }, n)
  return () => page.evaluate(() => (window as unknown as { least: { count: number } }).least.count)
}

test.describe('a stream that goes on', () => {
  let server: RunningServer
  const data = dataDir()
  test.beforeAll(async () => {
    server = await startServer({ args: ['--data', data.dir] })
  })
  test.afterAll(async () => {
    await server.stop()
    data.remove()
  })

  test('[OPEN-1] a page that is reloaded in the middle of a stream is full on its first paint', async ({ open }) => {
    await publish(
      server.url,
      Array.from({ length: 200 }, (_, i) => detection(i)),
    )
    const { page } = await open(`${server.url}/?scene=13`)
    expect((await firstFrame(page)).count).toBe(200)
    let sent = 200
    const producer = setInterval(() => void publish(server.url, [detection(sent++)]), 20)
    try {
      await page.reload()
      const frame = await firstFrame(page)
      expect(frame.readyAt).toBeLessThanOrEqual(frame.paintedAt)
      expect(frame.count).toBeGreaterThanOrEqual(200)
      const before = frame.count
      await expect
        .poll(async () => Number(await sceneRoot(page, 13).getAttribute('data-count')))
        .toBeGreaterThan(before)
    } finally {
      clearInterval(producer)
    }
  })

  test('[OPEN-2] 10,000 events in a burst: the picture right after it is the newest state', async ({ open }) => {
    const { page, errors } = await open(`${server.url}/?scene=9`)
    await firstFrame(page)
    for (let batch = 0; batch < 10; batch++) {
      await publish(
        server.url,
        Array.from({ length: 1_000 }, (_, i) => ({
          type: 'model_metric',
          payload: { model: `model-${i % 20}`, macro_f1: ((i % 20) * (batch + 1)) / 200 },
        })),
      )
    }
    await expect(sceneRoot(page, 9)).toHaveAttribute('data-count', '28')
    // Of the burst's last 20 events model-19 has the best, 0.95.
    await expect(page.getByText('model-19 leads at 0.95')).toBeVisible()
    expect(errors).toEqual([])
  })

  test('[OPEN-3] a file that changes is on the screen within 2 s', { tag: '@alone' }, async ({ open }) => {
    const { page } = await open(`${server.url}/?scene=10`)
    await firstFrame(page)
    const start = Date.now()
    replace(join(data.dir, 'host_counts', 'host-99.json'), JSON.stringify({ host_id: 'host-99', count: 7 }))
    await expect(sceneRoot(page, 10)).toHaveAttribute('data-count', '13', { timeout: 5_000 })
    expect(Date.now() - start).toBeLessThan(2_500)
  })

  test('[OPEN-4] a parquet replaced while the page is open replaces the points, and nothing is blank meanwhile', async ({
    open,
  }) => {
    const { page, errors } = await open(`${server.url}/?scene=11`)
    await firstFrame(page)
    const least = await watchCount(page, 11)
    replace(join(data.dir, 'knn_v1.parquet'), parquetOf(5_000))
    await expect(sceneRoot(page, 11)).toHaveAttribute('data-count', '5000')
    expect(await least()).toBe(5_000)
    expect(errors).toEqual([])
  })

  test('[OPEN-5] a broken parquet leaves the last good points and raises one alert that names the file', async ({
    open,
  }) => {
    const { page } = await open(`${server.url}/?scene=11`)
    await firstFrame(page)
    const before = await sceneRoot(page, 11).getAttribute('data-count')
    const bytes = readFileSync(join(data.dir, 'knn_v1.parquet'))
    writeFileSync(join(data.dir, 'knn_v1.parquet'), bytes.subarray(0, bytes.length / 2))
    const alerts = async () => {
      const body = (await (await fetch(`${server.url}/api/snapshot`)).json()) as {
        events: { type: string; payload: { message: string; dismissed?: boolean } }[]
      }
      return body.events
        .filter(({ type, payload }) => type === 'alert' && !payload.dismissed)
        .map(({ payload }) => payload.message)
    }
    await expect.poll(alerts).toEqual([expect.stringContaining('knn_v1.parquet')])
    await expect(sceneRoot(page, 11)).toHaveAttribute('data-count', before ?? '')
    replace(join(data.dir, 'knn_v1.parquet'), bytes)
    await expect.poll(alerts).toEqual([])
  })
})

test('[OPEN-6] a server that dies and comes back: the open page never empties, and a new one is full', async ({
  open,
}) => {
  const data = dataDir()
  let server = await startServer({ args: ['--data', data.dir] })
  try {
    const { page } = await open(`${server.url}/?scene=8`)
    await firstFrame(page)
    const least = await watchCount(page, 8)
    await server.kill()
    server = await startServer({ args: ['--data', data.dir], port: server.port })
    await publish(server.url, [
      { type: 'prediction', payload: { episode_id: 'ep-new', window_idx: 0, predicted: 'exfil' } },
    ])
    await expect(sceneRoot(page, 8)).toHaveAttribute('data-count', '1441', { timeout: 30_000 })
    expect(await least()).toBe(1_440)
    for (const [scene, count] of [
      [9, 8],
      [10, 12],
      [11, 150_000],
      [12, 8],
    ] as const) {
      const again = await open(`${server.url}/?scene=${scene}`)
      expect((await firstFrame(again.page)).count).toBe(count)
    }
  } finally {
    await server.stop()
    data.remove()
  }
})
