import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { launchBrowser } from './browser'
import { publish } from './data'
import { expect, sceneRoot, test } from './fixtures'
import { readCode } from './read-code'
import { type RunningServer, startServer } from './server'
import { hasOpenssl, startTlsProxy, type TlsProxy } from './tls-proxy'

const name = 'talk.example.org'
const talk = `
public_url: https://${name}
trusted_proxies: [127.0.0.1]
limits: {requests_per_minute: 40}
`
const carriers = { ws: 'WebSocket', sse: 'event stream', poll: 'polling' } as const

test.describe('behind a proxy that ends TLS', () => {
  test.skip(!hasOpenssl, 'openssl is not installed: it makes the proxy’s certificate')

  const dir = mkdtempSync(join(tmpdir(), 'lectern-proxy-'))
  let server: RunningServer
  let proxy: TlsProxy
  let browser: Browser
  test.beforeAll(async () => {
    const file = join(dir, 'lectern.yaml')
    writeFileSync(file, talk.replace('40', '4000'))
    server = await startServer({ args: ['--config', file, '--presenter-token', 'speak', '--producer-token', 'tell'] })
    proxy = await startTlsProxy(name, server.port)
    browser = await launchBrowser([`--host-resolver-rules=MAP ${name}:443 127.0.0.1:${proxy.port}`])
  })
  test.afterAll(async () => {
    await browser?.close()
    await proxy?.close()
    await server?.stop()
    rmSync(dir, { recursive: true })
  })

  for (const transport of ['ws', 'sse', 'poll'] as const) {
    test(`[PROXY-2] the talk is live over ${carriers[transport]}, encrypted, and an event is there at once`, async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true })
      const page = await context.newPage()
      const errors: string[] = []
      const asked: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on('request', (request) => asked.push(request.url()))
      page.on('websocket', (socket) => asked.push(socket.url()))
      await page.goto(`https://${name}/?scene=9&transport=${transport}`)
      await expect(sceneRoot(page, 9)).toBeVisible()
      await expect(page.locator('[data-health="link"]')).toHaveText(`connected over ${carriers[transport]}`)
      const before = Number(await sceneRoot(page, 9).getAttribute('data-count'))
      const told = await fetch(`${server.url}/api/publish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer tell' },
        body: JSON.stringify({ type: 'model_metric', payload: { model: `new-${transport}`, macro_f1: 0.5 } }),
      })
      expect(told.status).toBe(200)
      // A proxy or a server that held it back would hold it for the 20 s of a heartbeat, or the 25 s of a poll.
      await expect(sceneRoot(page, 9)).toHaveAttribute('data-count', String(before + 1), { timeout: 5_000 })
      const elsewhere = asked.filter((url) => !url.startsWith(`https://${name}/`) && !url.startsWith(`wss://${name}/`))
      expect(elsewhere.filter((url) => !url.startsWith('data:'))).toEqual([])
      expect(asked.some((url) => url.startsWith(`wss://${name}/ws`))).toBe(transport === 'ws')
      expect(errors).toEqual([])
      await context.close()
    })
  }

  test('[PROXY-3] the code is the public address, the presenter comes in by the token, and the cookie is for https alone', async () => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    await page.goto(`https://${name}/?view=stage#token=speak`)
    await expect(sceneRoot(page, 7)).toBeVisible()
    await page.keyboard.press('q')
    const code = page.locator('[data-layer="code"] svg')
    await expect(code).toBeVisible()
    expect(await readCode(code)).toBe(`https://${name}/`)
    await page.keyboard.press('q')
    await page.keyboard.press('PageDown')
    await expect(sceneRoot(page, 8)).toBeVisible()
    const cookies = await context.cookies()
    expect(cookies.map(({ secure, httpOnly, sameSite }) => [secure, httpOnly, sameSite])).toEqual([
      [true, true, 'Strict'],
    ])
    await context.close()
    // Whoever comes through the proxy is no program of this machine: without a token nobody publishes or commands.
    const event = JSON.stringify({ type: 'marker', payload: { label: 'x' } })
    expect(await viaProxy({ port: proxy.port, path: '/api/publish', body: event })).toBe(401)
    expect(await viaProxy({ port: proxy.port, path: '/api/command', body: '{"command":"next"}' })).toBe(401)
    expect(await viaProxy({ port: proxy.port, path: '/', host: 'evil.example' })).toBe(421)
    await expect(publish(server.url, [JSON.parse(event)])).rejects.toThrow('401')
  })
})

test.describe('whom a server behind a proxy believes', () => {
  test.skip(!hasOpenssl, 'openssl is not installed: it makes the proxy’s certificate')
  test.skip(process.platform !== 'linux', 'only Linux has more than one loopback address to come from')

  test('[PROXY-4] limits count each listener by the address that the proxy names, whatever they claim; who bypasses it is believed nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'lectern-proxy-'))
    const file = join(dir, 'lectern.yaml')
    writeFileSync(file, talk)
    const server = await startServer({ args: ['--config', file] })
    const proxy = await startTlsProxy(name, server.port)
    const { port } = proxy
    try {
      // One listener uses up a share, under a new false name each time.
      const statuses: number[] = []
      for (let i = 0; i < 60; i++) statuses.push(await viaProxy({ port, from: '127.0.0.2', claims: `9.9.9.${i}` }))
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(40)
      expect(statuses.at(-1)).toBe(429)
      expect(await viaProxy({ port, from: '127.0.0.3' })).toBe(200)
      // Somebody beside the proxy writes its headers: another share, and still one.
      const beside: number[] = []
      for (let i = 0; i < 60; i++) {
        beside.push(await directly({ port: server.port, from: '127.0.0.4', claims: `9.9.8.${i}` }))
      }
      expect(beside[0]).toBe(200)
      expect(beside.at(-1)).toBe(429)
      const lying = { port: server.port, from: '127.0.0.5', host: 'evil.example', claimsHost: name }
      expect(await directly(lying)).toBe(421)
    } finally {
      await proxy.close()
      await server.stop()
      rmSync(dir, { recursive: true })
    }
  })
})

interface Ask {
  readonly port: number
  readonly path?: string
  readonly host?: string
  readonly body?: string
  /** The address to come from. */
  readonly from?: string
  /** What the asker says of its own address and of the host that it called. */
  readonly claims?: string
  readonly claimsHost?: string
}

const viaProxy = (ask: Ask) => statusOf(requestHttps, { rejectUnauthorized: false, servername: name }, ask)
const directly = (ask: Ask) => statusOf(requestHttp, {}, ask)

function statusOf(request: typeof requestHttp | typeof requestHttps, options: object, ask: Ask): Promise<number> {
  const { port, path = '/healthz', host = name, body, from, claims, claimsHost } = ask
  return new Promise((resolve, reject) => {
    const headers = {
      host,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...(claims === undefined ? {} : { 'x-forwarded-for': claims }),
      ...(claimsHost === undefined ? {} : { 'x-forwarded-host': claimsHost }),
    }
    const method = body === undefined ? 'GET' : 'POST'
    const asked = request(
      {
        ...options,
        host: '127.0.0.1',
        port,
        path,
        method,
        headers,
        ...(from ? { localAddress: from } : {}),
        agent: false,
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}
