import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, sceneRoot, test } from './fixtures'
import { type RunningServer, startServer } from './server'

const START = 1_781_246_273
const MINUTES = 10

/** A score that grows by 0.001 a second: what is on the screen tells the time of the recording. */
function recording(): string {
  const lines = Array.from({ length: MINUTES * 60 }, (_, second) => {
    const timestamp = START + second
    const payload = { model: 'gbt', macro_f1: 0.3 + second / 1_000 }
    const event = JSON.stringify({ type: 'model_metric', payload, timestamp })
    if (second !== 300) return event
    return `${event}\n${JSON.stringify({ type: 'marker', payload: { label: 'the attack' }, timestamp })}`
  })
  return lines.join('\n')
}

test.describe('the timeline of a rehearsal', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-rehearsal-'))
  let server: RunningServer
  test.beforeAll(async () => {
    const file = join(dir, 'talk.mcap')
    const program = join(import.meta.dirname, '..', 'out', 'main', 'node.js')
    const imported = spawnSync(process.execPath, [program, 'import', '-o', file], { input: recording() })
    expect(imported.status, String(imported.stderr)).toBe(0)
    server = await startServer({ command: 'rehearse', args: [file, '--presenter-token', 'speak', '--scene', '9'] })
  })
  test.afterAll(async () => {
    await server.stop()
    rmSync(dir, { recursive: true })
  })

  test('[TIMELINE-6] seeks by pointer and keys, and the room follows each', async ({ open }) => {
    const { page: room } = await open(`${server.url}/?view=audience`)
    const { page, errors } = await open(`${server.url}/?view=presenter#token=speak`, {
      viewport: { width: 1440, height: 900 },
    })
    const rehearsal = page.locator('[data-replay]')
    await rehearsal.getByRole('button', { name: 'Pause' }).click()
    await expect(rehearsal).toHaveAttribute('data-replay', 'paused')

    const slider = page.getByRole('slider')
    const box = await slider.boundingBox()
    if (!box) throw new Error('the timeline has no place')
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width * 0.1, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, y, { steps: 25 })
    await page.mouse.up()
    await expect(slider).toHaveAttribute('aria-valuetext', /^(4:59|5:00) of 9:59$/)
    await expect(sceneRoot(room, 9).locator('h1')).toContainText('0.60')

    await slider.press('End')
    await expect(sceneRoot(room, 9).locator('h1')).toContainText('0.90')
    await slider.press('Home')
    await expect(sceneRoot(room, 9).locator('h1')).toContainText('0.30')
    await slider.press('Shift+ArrowRight')
    await slider.press('Shift+ArrowRight')
    await expect(slider).toHaveAttribute('aria-valuetext', '1:40 of 9:59')
    await expect(sceneRoot(room, 9).locator('h1')).toContainText('0.40')

    await rehearsal.getByRole('button', { name: 'Next marker' }).click()
    await expect(slider).toHaveAttribute('aria-valuetext', '5:00 of 9:59')
    await rehearsal.getByRole('button', { name: 'Next marker' }).click()
    await expect(page.getByText('there is no next marker')).toBeVisible()
    await expect(sceneRoot(room, 9)).toContainText('replay')
    expect(errors.filter((error) => !error.includes('400'))).toEqual([])
  })

  test('[TIMELINE-7] the room follows a seek over every transport', async ({ open }) => {
    const rooms = await Promise.all(
      ['ws', 'sse', 'poll'].map((transport) => open(`${server.url}/?view=audience&transport=${transport}`)),
    )
    const seek = (to: number) =>
      fetch(`${server.url}/api/command`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer speak' },
        body: JSON.stringify({ command: 'replay', action: 'seek', position_s: to }),
      })
    for (const [to, score] of [
      [120, '0.42'],
      [30, '0.33'],
    ] as const) {
      expect((await seek(to)).status).toBe(200)
      for (const { page } of rooms) await expect(sceneRoot(page, 9).locator('h1')).toContainText(score)
    }
  })
})
