import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, firstFrame, sceneRoot, test } from './fixtures'
import { startServer } from './server'

const program = join(import.meta.dirname, '..', 'out', 'main', 'node.js')
const desktop = { viewport: { width: 1280, height: 720 }, offline: true }
const phone = { viewport: { width: 390, height: 844 }, offline: true, hasTouch: true, isMobile: true }

function lectern(args: readonly string[], input = ''): string {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { input, encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  return stderr
}

/** Where a file's address leads, also for one that the browser has gone to by itself. */
const fileOf = (page: Page) => page.url().split('/').at(-1)

test.describe('pages that were saved', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-saved-'))
  const saved = join(dir, 'sample')
  const url = (name: string, folder = saved) => pathToFileURL(join(folder, name)).href
  test.beforeAll(() => {
    expect(lectern(['export', '--html', saved])).toBe(`lectern: 7 scenes saved; open ${join(saved, 'index.html')}\n`)
  })
  test.afterAll(() => rmSync(dir, { recursive: true }))

  // As the sample data have them; the sample play adds what it tells while they are saved.
  const counts = { 7: 4, 8: 1_440, 9: 8, 10: 12, 11: 150_000, 12: 8, 13: 120 } as const
  for (const n of [7, 8, 9, 10, 11, 12, 13] as const) {
    test(`[SAVED-5] scene ${n} opens from a file: whole in its first frame, no server, no network, no error`, async ({
      open,
    }) => {
      const { page, requests, errors } = await open(url(`scene-${n}.html`), desktop)
      await expect(sceneRoot(page, n)).toBeVisible()
      const { count, canvases, painted } = await firstFrame(page)
      if (n === 8 || n === 11 || n === 13) expect(count).toBeGreaterThanOrEqual(counts[n])
      else expect(count).toBe(counts[n])
      expect(painted).toBe(canvases)
      await expect(page.locator('[data-saved]')).toHaveText(/^saved \d+ \w+ 20\d\d, \d\d:\d\d/)
      await expect(page.locator('[data-health="link"]')).toHaveText(/^saved on/)
      await expect(page.getByText('sample data')).toBeVisible()
      expect(await page.locator('table').first().locator('tr').count()).toBeGreaterThan(1)
      const loaded = requests.filter((address) => !address.startsWith('data:') && !address.startsWith('blob:'))
      expect(loaded).toEqual([url(`scene-${n}.html`)])
      expect(errors).toEqual([])
      expect(statSync(join(saved, `scene-${n}.html`)).size).toBeLessThan(n === 11 ? 6e6 : 1e6)
    })
  }

  test('[SAVED-5] a phone has all points of scene 11 from the file too', async ({ open }) => {
    const { page, requests, errors } = await open(url('scene-11.html'), phone)
    await expect(sceneRoot(page, 11)).toHaveAttribute('data-count', /^1500\d\d$/)
    expect(requests.filter((address) => !/^(?:data|blob):/.test(address))).toEqual([url('scene-11.html')])
    expect(errors).toEqual([])
  })

  test('[SAVED-6] hovering tells the values, and a phone has the page laid out anew', async ({ open }) => {
    const { page } = await open(url('scene-9.html'), desktop)
    await expect(sceneRoot(page, 9)).toBeVisible()
    await page.mouse.move(500, 200)
    await expect(page.getByRole('status')).toContainText('macro-F1')
    const hand = await open(url('scene-9.html'), phone)
    await expect(hand.page.locator('[data-layout="column"]')).toBeVisible()
    expect(await hand.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(hand.errors).toEqual([])
  })

  test('[SAVED-7] keys, clickers and dots lead through the files beside it, and the list names them all', async ({
    open,
  }) => {
    const { page, errors } = await open(url('index.html'), desktop)
    await expect(page.getByRole('link')).toHaveCount(7)
    await page.getByRole('link', { name: 'Attack profiles' }).click()
    await expect(sceneRoot(page, 7)).toBeVisible()
    await page.keyboard.press('PageDown')
    await expect(sceneRoot(page, 8)).toBeVisible()
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await expect(sceneRoot(page, 12)).toBeVisible()
    await page.getByRole('button', { name: '13 Live detections' }).click()
    await expect(sceneRoot(page, 13)).toBeVisible()
    await page.keyboard.press('PageDown')
    expect(fileOf(page)).toBe('scene-13.html')
    await page.keyboard.press('o')
    await expect(page.getByRole('link')).toHaveCount(7)
    expect(errors).toEqual([])
  })

  test('[SAVED-9] of a running server it shows what that shows now; with a wrong token or no server it is one line', async ({
    open,
  }) => {
    const server = await startServer({
      args: ['--host', '0.0.0.0', '--audience-token', 'listen', '--producer-token', 'tell'],
    })
    const address = `http://127.0.0.1:${server.port}`
    const folder = join(dir, 'running')
    try {
      const told = await fetch(`${address}/api/publish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer tell' },
        body: JSON.stringify({ type: 'live_detection', payload: { host_id: 'host-live', label: 'exfil', score: 0.5 } }),
      })
      expect(told.status).toBe(200)
      lectern(['export', '--html', folder, '--url', address, '--audience-token', 'listen'])
      const refused = spawnSync(process.execPath, [program, 'export', '--html', folder, '--url', address])
      expect([refused.status, String(refused.stderr)]).toEqual([
        2,
        expect.stringMatching(/^lectern: .*--audience-token.*\n$/),
      ])
    } finally {
      await server.stop()
    }
    const gone = spawnSync(process.execPath, [program, 'export', '--html', folder, '--url', address])
    expect([gone.status, String(gone.stderr)]).toEqual([2, expect.stringMatching(/no server answers there/)])
    const { page, errors } = await open(url('scene-13.html', folder), desktop)
    await expect(sceneRoot(page, 13)).toHaveAttribute('data-count', '1')
    await expect(page.locator('h1')).toHaveText('No alert among 1 detection on 1 host')
    expect(errors).toEqual([])
  })

  test('[SAVED-8] of a recording it shows the last state, dated as it was, in the talk’s order and theme', async ({
    open,
  }) => {
    const tape = join(dir, 'talk.mcap')
    const talk = join(dir, 'lectern.yaml')
    const folder = join(dir, 'recorded')
    const event = (macro_f1: number, timestamp: number) =>
      JSON.stringify({ type: 'model_metric', payload: { model: 'gbt', macro_f1 }, timestamp })
    lectern(['import', '-o', tape], `${event(0.5, 1_781_246_273)}\n${event(0.75, 1_781_246_333)}\n`)
    writeFileSync(talk, 'title: My talk\ntheme: light\nscenes: [{scene: 11, notes: hush}, {scene: 9}]\n')
    lectern(['export', tape, '--html', folder, '--config', talk])
    const { page, errors } = await open(url('index.html', folder), { ...desktop, timezoneId: 'UTC' })
    await expect(page).toHaveTitle('My talk')
    await page.getByRole('link', { name: 'Model macro-F1' }).click()
    await expect(sceneRoot(page, 9)).toHaveAttribute('data-count', '1')
    await expect(page.locator('h1')).toContainText('0.75')
    await expect(page.locator('[data-saved]')).toHaveText('saved 12 Jun 2026, 06:38 UTC')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await page.keyboard.press('PageUp')
    await expect(sceneRoot(page, 11)).toHaveAttribute('data-count', '0')
    expect(errors).toEqual([])
  })
})
