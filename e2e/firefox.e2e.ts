import { publish } from './data'
import { type Firefox, firefoxPath, startFirefox } from './firefox'
import { expect, test } from './fixtures'
import { type RunningServer, startServer } from './server'

test.describe('Firefox', () => {
  test.skip(!firefoxPath, 'no Firefox is installed here (looked at FIREFOX_PATH and /usr/bin)')
  let firefox: Firefox
  let server: RunningServer
  test.beforeAll(async () => {
    server = await startServer()
    firefox = await startFirefox(firefoxPath ?? '')
  })
  test.afterAll(async () => {
    await firefox.close()
    await server.stop()
  })

  const count = () => firefox.evaluate(`document.querySelector('[data-ready="true"]')?.dataset.count ?? ''`)

  for (const [scene, items] of Object.entries({ 7: 4, 8: 1_440, 9: 8, 10: 12, 11: 150_000, 12: 8 })) {
    test(`[FIREFOX-1] scene ${scene} shows its ${items} items on the first contentful paint`, async () => {
      await firefox.goto(`${server.url}/?scene=${scene}`)
      await expect.poll(() => firefox.evaluate('String(window.paintedAt !== undefined)')).toBe('true')
      expect(await count()).toBe(String(items))
      expect(await firefox.evaluate('String(window.readyAt <= window.paintedAt)')).toBe('true')
      expect(firefox.errors).toEqual([])
    })
  }

  for (const [transport, words] of [
    ['ws', 'connected over WebSocket'],
    ['sse', 'connected over event stream'],
    ['poll', 'connected over polling'],
  ] as const) {
    test(`[FIREFOX-2] over ${transport} what is published is on the screen at once`, async () => {
      await firefox.goto(`${server.url}/?scene=13&transport=${transport}`)
      await expect
        .poll(() => firefox.evaluate(`document.querySelector('[data-health="link"]')?.textContent`))
        .toBe(words)
      const before = Number(await count())
      const detection = { host_id: `by-${transport}`, label: 'exfil', score: 0.5 }
      await publish(server.url, [{ type: 'live_detection', payload: detection }])
      await expect.poll(count).toBe(String(before + 1))
      expect(firefox.errors).toEqual([])
    })
  }
})
