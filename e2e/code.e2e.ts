import { expect, sceneRoot, test } from './fixtures'
import { readCode } from './read-code'
import { startServer } from './server'

const screens = {
  'a stage': { viewport: { width: 1280, height: 720 } },
  'a small stage': { viewport: { width: 800, height: 600 } },
  'a phone that is passed on': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
} as const

test('[HANDS-17] the code on the screen is the address by which the room gets in, with the audience’s token where there is one', async ({
  open,
}) => {
  for (const [args, way] of [
    [['--audience-token', 'let-me-in'], '/join?token=let-me-in'],
    [['--audience-open'], '/'],
  ] as const) {
    const server = await startServer({ args: ['--host', '0.0.0.0', '--presenter-token', 'speak', ...args] })
    try {
      for (const [screen, options] of Object.entries(screens)) {
        const { page } = await open(`http://127.0.0.1:${server.port}/?view=stage#token=speak`, options)
        await expect(sceneRoot(page, 7)).toBeVisible()
        await page.keyboard.press('q')
        const code = page.locator('[data-layer="code"] svg')
        await expect(code).toBeVisible()
        const url = new URL(await readCode(code))
        expect(url.pathname + url.search, screen).toBe(way)
        expect(url.port).toBe(String(server.port))
        // It is an address that this machine answers to.
        const join = await fetch(url)
        expect(join.status).toBe(200)
        await page.keyboard.press('q')
        await expect(code).toHaveCount(0)
      }
    } finally {
      await server.stop()
    }
  }
})

test('[HANDS-19] where the code’s script cannot be had the address stands there in words, and nothing else is lost', async ({
  open,
}) => {
  const args = ['--host', '0.0.0.0', '--presenter-token', 'speak', '--audience-token', 'let-me-in']
  const server = await startServer({ args })
  try {
    const { page } = await open(`http://127.0.0.1:${server.port}/?view=stage#token=speak`)
    await expect(sceneRoot(page, 7)).toBeVisible()
    await page.route('**/scan-*.js', (route) => route.abort())
    await page.keyboard.press('q')
    await expect(page.locator('[data-layer="code"]')).toContainText('/join?token=let-me-in')
    await expect(sceneRoot(page, 7)).toBeVisible()
    await page.keyboard.press('q')
    await expect(page.locator('[data-layer="code"]')).toHaveCount(0)
    await page.keyboard.press('PageDown')
    await expect(sceneRoot(page, 8)).toBeVisible()
  } finally {
    await server.stop()
  }
})
