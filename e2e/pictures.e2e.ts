import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, firstFrame, sceneRoot, test } from './fixtures'
import { startServer } from './server'

const artifacts = join(import.meta.dirname, '..', 'artifacts', 'pictures')
const screens = {
  stage: { viewport: { width: 1920, height: 1080 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
} as const

for (const theme of ['dark', 'light'] as const) {
  test(`[PICTURE-1] every scene in the ${theme} theme, on the stage and on a phone, fits its screen`, async ({
    open,
  }) => {
    test.slow()
    const config = join(mkdtempSync(join(tmpdir(), 'lectern-theme-')), 'lectern.yaml')
    writeFileSync(config, `theme: ${theme}\n`)
    const server = await startServer({ command: 'present', args: ['--config', config] })
    try {
      const picture = async ([screen, options]: [string, (typeof screens)[keyof typeof screens]]) => {
        // The last by now has some detections to show.
        for (const scene of [7, 8, 9, 10, 11, 12, 13]) {
          const view = screen === 'phone' ? 'audience' : 'stage'
          const { page, context, errors } = await open(`${server.url}/?scene=${scene}&view=${view}`, options)
          await firstFrame(page)
          if (scene === 13) {
            await expect
              .poll(async () => Number(await sceneRoot(page, 13).getAttribute('data-count')), { timeout: 30_000 })
              .toBeGreaterThan(24)
          }
          await page.screenshot({ path: join(artifacts, `${theme}-${screen}-${scene}.png`) })
          const overflow = await page.evaluate(() => ({
            x: document.documentElement.scrollWidth - innerWidth,
            y: document.documentElement.scrollHeight - innerHeight,
            blank:
              document.documentElement.scrollHeight -
              Math.max(innerHeight, document.querySelector<HTMLElement>('[data-layout]')?.offsetHeight ?? 0),
          }))
          expect(overflow.x, `scene ${scene} scrolls sideways on a ${screen}`).toBeLessThanOrEqual(0)
          if (screen === 'stage') expect(overflow.y, `scene ${scene} scrolls on the stage`).toBeLessThanOrEqual(0)
          expect(overflow.blank, `scene ${scene} scrolls into emptiness on a ${screen}`).toBeLessThanOrEqual(1)
          expect(errors).toEqual([])
          await context.close()
        }
      }
      await Promise.all(Object.entries(screens).map(picture))
    } finally {
      await server.stop()
    }
  })
}
