import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { expect, sceneRoot, test } from './fixtures'
import { type RunningServer, startServer } from './server'

/** In every scene's notes, and nowhere else. */
const secret = 'pssst-only-for-the-speaker'
const scenes = [7, 8, 9, 10, 11, 12, 13]
const talk = `scenes:\n${scenes.map((scene) => `  - { scene: ${scene}, notes: "${secret} ${scene}" }`).join('\n')}\n`

test.describe('the presenter’s notes', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-notes-'))
  let server: RunningServer
  test.beforeAll(async () => {
    const file = join(dir, 'lectern.yaml')
    writeFileSync(file, talk)
    const roles = ['--presenter-token', 'speak', '--audience-token', 'listen']
    server = await startServer({ args: ['--config', file, ...roles] })
  })
  test.afterAll(async () => {
    await server.stop()
    rmSync(dir, { recursive: true })
  })
  const listener = { authorization: 'Bearer listen' }
  const presenter = { authorization: 'Bearer speak' }
  const get = async (path: string, headers: Record<string, string> = listener) => {
    const answer = await fetch(server.url + path, { headers })
    return { status: answer.status, text: await answer.text() }
  }

  test('[HANDS-18] are in nothing that a listener can fetch: no page, no snapshot, no route', async () => {
    const told = await get('/api/talk', presenter)
    for (const scene of scenes) expect(told.text).toContain(`${secret} ${scene}`) // else nothing is proved
    const page = await get('/')
    const assets = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(assets.length).toBeGreaterThan(0)
    const pages = ['/', '/?view=stage', '/?view=presenter', '/?scene=9', '/join?token=listen']
    const routes = ['/healthz', '/metrics', '/api/snapshot', '/api/snapshot?types=deck', '/api/poll?wait=0']
    const presenters = ['/api/talk', '/api/room', '/api/timeline']
    for (const path of [...pages, ...assets, ...routes, ...presenters]) {
      const { status, text } = await get(path)
      expect(text, path).not.toContain(secret)
      if (presenters.includes(path)) expect([401, 403, 404], path).toContain(status)
      else expect(status, path).toBe(200)
    }
  })

  test('[HANDS-18] are in nothing that a listener is sent, while the talk goes through its scenes', async () => {
    const heard: string[] = []
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`, { headers: listener })
    socket.on('message', (message) => heard.push(String(message)))
    await once(socket, 'open')
    const ended = new AbortController()
    const events = await fetch(`${server.url}/api/events`, { headers: listener, signal: ended.signal })
    const streamed: string[] = []
    const reading = (async () => {
      const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) streamed.push(part.value)
    })().catch(() => {}) // it is ended by us

    for (const scene of scenes.toReversed()) {
      const moved = await fetch(`${server.url}/api/command`, {
        method: 'POST',
        headers: { ...presenter, 'content-type': 'application/json' },
        body: JSON.stringify({ command: 'goto', scene }),
      })
      expect(moved.status).toBe(200)
    }
    const last = /"scene":7,/
    await expect.poll(() => last.test(heard.join('\n')) && last.test(streamed.join(''))).toBe(true)
    socket.terminate()
    ended.abort()
    await reading
    for (const text of [...heard, streamed.join('')]) expect(text).not.toContain(secret)
  })

  test('[HANDS-18] are on no listener’s page, also where it asks for the presenter’s view', async ({ open }) => {
    const { page } = await open(`${server.url}/?view=audience#token=listen`)
    await expect(sceneRoot(page, 7)).toBeVisible()
    expect(await page.content()).not.toContain(secret)
    await page.goto(`${server.url}/?view=presenter`)
    await expect(page.locator('[data-locked]')).toBeVisible()
    expect(await page.content()).not.toContain(secret)
  })
})
