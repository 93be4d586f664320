import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EventDraft } from '../../shared/event'
import { send } from './testing/raw'
import { fakeEmbeddings, metric, testServer } from './testing/server'

const name = 'd'.repeat(64)
const deck: EventDraft = {
  type: 'deck',
  payload: {
    scene: 9,
    curtain: null,
    frozen: false,
    overview: false,
    timer: { started_at: null, elapsed_s: 0, running: false },
  },
  timestamp: 0,
  origin: 'live',
}

describe('GET /', () => {
  test('[PAGE-2] starts the downloads that its script will ask for', async () => {
    const { url } = await testServer({ embeddings: fakeEmbeddings({ [name]: Uint8Array.of(1) }) })
    const answer = await fetch(url)
    const page = await answer.text()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('href="/api/snapshot"')
    expect(page).toContain(`href="/data/${name}.arrow"`)
    expect(page).toContain('"view":"stage"')
  })

  test('[PAGE-4] an audience gets the embedding once scene 11 is near', async () => {
    const { url, broadcaster } = await testServer({ embeddings: fakeEmbeddings({ [name]: Uint8Array.of(1) }) })
    const hasEmbedding = async () => (await (await fetch(`${url}/?view=audience`)).text()).includes(name)
    expect(await hasEmbedding()).toBe(false)
    broadcaster.publish([deck])
    expect(await hasEmbedding()).toBe(true)
  })

  test('[PAGE-3] a phone behind a proxy is an audience, though the server listens on loopback', async () => {
    const { url } = await testServer()
    const { text } = await send(url, '/', { headers: { 'x-forwarded-for': '192.0.2.1' } })
    expect(text).toContain('"view":"audience"')
  })

  test('[PAGE-6] a page that was built anew is served anew, one that was never built is a sentence', async () => {
    const { url, options } = await testServer()
    await fetch(url)
    await writeFile(join(options.rendererDir, 'index.html'), '<html><head></head><body>anew</body></html>')
    expect(await (await fetch(url)).text()).toContain('anew')
    await rm(join(options.rendererDir, 'index.html'))
    const answer = await fetch(url)
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')])
  })
})

describe('GET /assets', () => {
  test('[ASSET-1] files of the build are immutable and coded', async () => {
    const { url, options } = await testServer()
    await writeFile(join(options.rendererDir, 'assets', 'index-1.js'), 'let a = 1\n'.repeat(500))
    const answer = await fetch(`${url}/assets/index-1.js`, { headers: { 'accept-encoding': 'br' } })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(await answer.text()).toHaveLength(5_000)
  })

  test('[ASSET-2] no address leads out of the folder', async () => {
    const { url } = await testServer()
    for (const path of [
      '/assets/../index.html',
      '/assets/%2e%2e/index.html',
      '/assets/..%2f.vite',
      '/assets/%00',
      '/assets/',
    ])
      expect((await send(url, path)).status).toBe(404)
    expect((await send(url, '/.vite/manifest.json')).status).toBe(404)
  })

  test('[ASSET-3] no page is without an icon', async () => {
    const { url } = await testServer()
    expect((await fetch(`${url}/favicon.ico`)).status).toBe(204)
  })
})

test('[HEALTH-3] /healthz says what is held, of which age, and how the sources are', async () => {
  const { url, broadcaster } = await testServer()
  const totals = { total_alerts: 3, total_bytes: 5, total_episodes: 7 }
  broadcaster.publish([metric('gbt', 1), { type: 'totals', payload: totals, timestamp: 1, origin: 'live' }])
  const health: unknown = await (await fetch(`${url}/healthz`)).json()
  expect(health).toMatchObject({
    status: 'ok',
    ready: true,
    ...broadcaster.head(),
    clients: 0,
    host_counts: {},
    phase_mix: {},
    recent_episodes: [],
    ...totals,
    sticky: { model_metric: { entries: 1, bytes: expect.any(Number), offset: 1 }, deck: { entries: 0, age_s: null } },
    feeders: { models: { state: 'ok' } },
    recorder: null,
  })
})
