import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { findBrowser } from '../src/main/kiosk/browser'
import { onPath } from './on-path'
import { coloursOf, pngOf } from './pixels'
import { startServer } from './server'
import { openDisplay } from './x-server'

const artifacts = join(import.meta.dirname, '..', 'artifacts', 'pictures')
const absent = ['Xvfb', 'openbox'].filter((program) => !onPath(program))
const missing =
  absent.length > 0 ? `${absent.join(' and ')} not installed` : !findBrowser() && 'no browser is installed'

test.describe('the browser kiosk on a screen with a window manager', () => {
  test.skip(Boolean(missing), missing || '')

  for (const [width, height] of [
    [1920, 1080],
    [1024, 768],
  ] as const) {
    test(`[KIOSK-6] fills a screen of ${width}x${height} to its last pixel: no frame, no bar, no browser`, {
      tag: '@alone',
    }, async () => {
      const display = await openDisplay(width, height)
      const token = ['--presenter-token', 'speak']
      const lectern = await startServer({
        command: 'present',
        args: ['--browser', '--scene', '9', ...token],
        within: ['env', `DISPLAY=${display.name}`],
      })
      const curtain = (value: 'white' | null) =>
        fetch(`${lectern.url}/api/command`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer speak' },
          body: JSON.stringify({ command: 'curtain', value }),
        })
      const rows = (from: number, to: number) => [...coloursOf(display.read(), from, to)]
      const patience = { timeout: 30_000 }
      try {
        const background = '#0b0e14'
        const stageHeight = Math.min(height, Math.floor((width * 9) / 16))
        const top = Math.floor((height - stageHeight) / 2)
        const header = () => rows(top, top + Math.floor(stageHeight * 0.15)).length
        await expect.poll(header, patience).toBeGreaterThan(20) // number, title and headline stand there
        for (const row of [0, height - 1]) expect(rows(row, row + 1)).toEqual([background])
        mkdirSync(artifacts, { recursive: true })
        writeFileSync(join(artifacts, `kiosk-${width}x${height}.png`), pngOf(display.read()))

        // What of the screen is not the page's own does not turn white.
        expect((await curtain('white')).status).toBe(200)
        await expect.poll(() => rows(0, height), patience).toEqual(['#ffffff'])
        expect((await curtain(null)).status).toBe(200)
        await expect.poll(() => rows(0, 1), patience).toEqual([background])
        const begun = Date.now()
        expect(await lectern.stop()).toBe(0)
        expect(Date.now() - begun).toBeLessThan(2_000)
        // The window is gone with the program: nothing but the bare screen is left.
        await expect.poll(() => rows(0, height).length, patience).toBe(1)
      } finally {
        await lectern.stop()
        await display.close()
      }
    })
  }
})
