import { publish } from './data'
import { expect, sceneRoot, test } from './fixtures'
import { startServer } from './server'

/** Runs in the page before its own scripts: what the preload does, with the server's own routes in the place of IPC. */
function actAsShell(): void {
  const opened: string[] = []
  Object.assign(window, { opened })
  const NativeSocket = WebSocket
  const snapshot = fetch('/api/snapshot').then((response) => response.text())
  const embedding = snapshot.then(async (text) => {
    const body = JSON.parse(text) as { events: { type: string; payload: { url: string } }[] }
    const url = body.events.find(({ type }) => type === 'embedding_snapshot')?.payload.url
    return url ? { url, bytes: await (await fetch(url)).arrayBuffer() } : null
  })
  Object.assign(window, {
    lectern: {
      shell: 'electron',
      snapshot: () => snapshot,
      embedding: () =>
        void embedding.then((found) =>
          window.postMessage({ lectern: 'embedding', embedding: found }, location.origin, found ? [found.bytes] : []),
        ),
      stream(request: number, cursor: string | null) {
        opened.push(cursor ?? '')
        const { port1, port2 } = new MessageChannel()
        const socket = new NativeSocket(`ws://${location.host}/ws${cursor ? `?cursor=${cursor}` : ''}`)
        socket.onmessage = ({ data }) => port1.postMessage(data)
        port1.onmessage = ({ data }) => socket.readyState === 1 && socket.send(String(data))
        Object.assign(window, { cutPort: () => port1.postMessage('') })
        window.postMessage({ lectern: 'stream', request }, location.origin, [port2])
      },
      leave() {},
      presenter() {},
    },
  })
  // The page's own script needs none.
  Object.assign(window, {
    WebSocket: () => {
      throw new Error('the page opened a WebSocket of its own')
    },
  })
}

test.describe('a page in a shell', () => {
  for (const [scene, count] of [
    [9, 8],
    [11, 150_000],
  ] as const) {
    test(`[IPC-8] scene ${scene} is painted from what the preload hands over, and asks the server for no data`, async ({
      chromium,
      lectern,
    }) => {
      const context = await chromium.newContext({ viewport: { width: 1280, height: 720 } })
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      await page.addInitScript(actAsShell)
      const requests: string[] = []
      page.on('request', (request) => requests.push(new URL(request.url()).pathname))
      await page.goto(`${lectern.url}/?scene=${scene}&transport=ipc`)
      await expect(sceneRoot(page, scene)).toHaveAttribute('data-count', String(count))
      // Once each by the preload, which may still be at it, and not once more by the page.
      expect(requests.filter((path) => path === '/api/snapshot')).toHaveLength(1)
      expect(requests.filter((path) => path.endsWith('.arrow')).length).toBeLessThanOrEqual(1)
      expect(await page.evaluate(() => (window as unknown as { opened: string[] }).opened)).toHaveLength(1)
      expect(errors).toEqual([])
      await context.close()
    })
  }

  test('[IPC-9] live events come through the port; a port that closes is opened again at its cursor', async ({
    chromium,
  }) => {
    // Its own: what other tests publish would be counted here.
    const server = await startServer()
    const context = await chromium.newContext({ viewport: { width: 1280, height: 720 } })
    const page = await context.newPage()
    await page.addInitScript(actAsShell)
    await page.goto(`${server.url}/?scene=13&transport=ipc`)
    await expect(page.locator('[data-scene="13"]')).toBeVisible()
    const detect = (label: string) =>
      publish(server.url, [{ type: 'live_detection', payload: { host_id: `shell-${label}`, label, score: 0.5 } }])
    const count = async () => Number(await page.locator('[data-scene="13"]').getAttribute('data-count'))
    const before = await count()
    await detect('one')
    await expect.poll(count).toBe(before + 1)
    await page.evaluate(() => (window as unknown as { cutPort(): void }).cutPort())
    await detect('two')
    await expect.poll(count).toBe(before + 2)
    const opened = await page.evaluate(() => (window as unknown as { opened: string[] }).opened)
    expect(opened.at(-1)).toMatch(/^[0-9a-f]{16}:\d+$/)
    expect(opened).toHaveLength(2)
    await context.close()
    await server.stop()
  })
})
