import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { defaultLimits } from './limits'
import { bytes, connected, send } from './testing/raw'
import { testServer } from './testing/server'

describe('every request', () => {
  test('[GATE-1] goes through the gate: a foreign Host 421, a foreign Origin 403, a wrong type 415', async () => {
    const { url } = await testServer()
    expect((await send(url, '/healthz', { headers: { host: 'evil.example' } })).status).toBe(421)
    expect((await send(url, '/no/such/route', { headers: { host: 'evil.example' } })).status).toBe(421)
    expect((await send(url, '/', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    const body = { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }
    expect((await send(url, '/api/publish', body)).status).toBe(415)
  })

  test('[GATE-3] a body of unknown length and a wrong type is refused too, an empty one is not', async () => {
    const { url } = await testServer()
    const headers = { 'content-type': 'text/plain', 'transfer-encoding': 'chunked' }
    expect((await send(url, '/api/publish', { method: 'POST', headers, body: '{}' })).status).toBe(415)
    for (const type of ['application/json', 'text/plain', 'json', 'a/b/c', ';']) {
      const typed = { method: 'POST', headers: { 'content-type': type, 'content-length': '0' } }
      const empty = await send(url, '/api/publish', typed)
      expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('the body is empty')])
    }
  })

  test('[GATE-8] whose body has what is no content type is told what to send', async () => {
    const { url } = await testServer()
    for (const [name, length] of [
      ['content-length', '2'],
      ['transfer-encoding', 'chunked'],
    ] as const) {
      const headers = { 'content-type': 'json', [name]: length }
      const answer = await send(url, '/api/publish', { method: 'POST', headers, body: '{}' })
      const error = 'a body needs the content type application/json or application/x-ndjson, not "json"'
      expect([answer.status, JSON.parse(answer.text)]).toEqual([415, { error }])
    }
  })

  test('[GATE-5] is for whom its address names, and has one Host; its body is not compressed', async () => {
    const { url } = await testServer()
    const ask = (target: string, ...hosts: string[]) => {
      const lines = [`GET ${target} HTTP/1.1`, ...hosts.map((host) => `Host: ${host}`), 'Connection: close']
      return bytes(url, `${lines.join('\r\n')}\r\n\r\n`)
    }
    expect(await ask('http://evil.example/healthz', '127.0.0.1')).toMatch(/^HTTP\/1.1 421 /)
    expect(await ask('http://127.0.0.1/healthz', '127.0.0.1')).toMatch(/^HTTP\/1.1 200 /)
    expect(await ask('/healthz', '127.0.0.1', 'evil.example')).toMatch(/^HTTP\/1.1 400 /)
    for (const [name, length] of [
      ['content-length', '2'],
      ['transfer-encoding', 'chunked'],
    ] as const) {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', [name]: length }
      const answer = await send(url, '/api/publish', { method: 'POST', headers, body: '[]' })
      expect([answer.status, answer.text]).toEqual([415, expect.stringContaining('taken uncompressed')])
    }
  })

  test('[HTTP-1] is answered with the security headers, errors too', async () => {
    const { url } = await testServer()
    for (const path of ['/', '/healthz', '/nothing', '/%']) {
      const { headers } = await fetch(url + path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  test('[HTTP-2] that fails is answered by one sentence', async () => {
    const { url } = await testServer()
    expect(await (await fetch(`${url}/nothing?token=secret`)).json()).toEqual({
      error: 'there is no GET "/nothing" here',
    })
    expect(await (await fetch(`${url}/%`)).json()).toEqual({ error: 'the address is not valid' })
  })

  test('[HTTP-11] by a method that its address does not take is told which it takes', async () => {
    const { url } = await testServer()
    const answer = await fetch(`${url}/api/publish`)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await answer.json()).toEqual({ error: 'there is no GET "/api/publish" here, only POST' })
    const join = await fetch(`${url}/join?token=secret`, { method: 'DELETE' })
    expect([join.status, join.headers.get('allow')?.split(', ').sort()]).toEqual([405, ['GET', 'HEAD', 'POST']])
    expect((await fetch(`${url}/api/publish/`)).status).toBe(404)
  })

  test('[HTTP-12] for a tunnel is answered too', async () => {
    const { url } = await testServer()
    const answer = await bytes(url, 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 400 [\s\S]*\{"error":"this server is no proxy"\}$/)
  })

  test('[HTTP-9] that offers a protocol which nobody speaks here is answered as if it had not', async () => {
    // `curl --http2` and Java's client offer h2c with every request, and all were answered by 404.
    const { url, broadcaster } = await testServer()
    const socket = await connected(url)
    let heard = ''
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part
    })
    const ask = async (head: string, body: string, answer: RegExp) => {
      heard = ''
      const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA'
      socket.write(`${head}\r\n${offer}\r\n\r\n${body}`)
      await vi.waitFor(() => expect(isWhole(heard)).toBe(true), { timeout: 10_000 })
      expect(heard).toMatch(answer)
    }
    const isWhole = (text: string) => {
      const [head = '', body] = text.split('\r\n\r\n')
      return body !== undefined && Buffer.byteLength(body) >= Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    }
    const event = '{"type":"marker","payload":{"label":"a"}}'
    const typed = `Content-Type: application/json\r\nContent-Length: ${event.length}`
    await ask('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1', '', /^HTTP\/1.1 200 [\s\S]*"status"/)
    await ask(`POST /api/publish HTTP/1.1\r\nHost: 127.0.0.1\r\n${typed}`, event, /^HTTP\/1.1 200 [\s\S]*"accepted":1/)
    expect(broadcaster.head().offset).toBe(1)
    const long = `Content-Type: application/json\r\nContent-Length: ${2 ** 21}`
    await ask('GET /healthz HTTP/1.1\r\nHost: evil.example', '', /^HTTP\/1.1 421 /)
    await ask('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example', '', /^HTTP\/1.1 403 /)
    await ask('GET /ws HTTP/1.1\r\nHost: 127.0.0.1', '', /^HTTP\/1.1 426 /)
    await ask(`POST /api/publish HTTP/1.1\r\nHost: 127.0.0.1\r\n${long}`, '', /^HTTP\/1.1 413 [\s\S]*"producer_message/)
  })

  test('[LIMIT-1] past a limit is answered by 413 or 429 with the name of the limit', async () => {
    const limits = { ...defaultLimits, producer_message: 1_000, requests_per_minute: 5 }
    const { url } = await testServer({ limits })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const large = await fetch(`${url}/api/publish`, { ...init, body: JSON.stringify('x'.repeat(2_000_000)) })
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('producer_message')])
    const browser = { headers: { origin: url } }
    const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${url}/healthz`, browser)))
    expect(answers.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(3)
  })

  test('[LIMIT-2] with headers past 16 KiB, or that is no HTTP, ends its connection', async () => {
    const { url } = await testServer()
    const head = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n'
    expect(await bytes(url, `${head}X: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 [\s\S]*"error"/)
    expect(await bytes(url, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [\s\S]*"error"/)
  })

  test('[LOG-1] leaves no token, cookie or query in the log', async () => {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
    const { url, tokens } = await testServer({
      log,
      feeders: () => {
        throw new Error('broken')
      },
    })
    const headers = { authorization: `Bearer ${tokens.presenter}`, cookie: 'lectern=secret-cookie' }
    await fetch(`${url}/join?token=${tokens.presenter}`, { headers })
    expect((await fetch(`${url}/healthz?token=${tokens.presenter}`, { headers })).status).toBe(500)
    const text = lines.join('\n')
    expect(text).toContain('a request failed')
    expect(text).not.toMatch(/secret-cookie|token=/)
    expect(text).not.toContain(tokens.presenter)
  })
})

describe('the server', () => {
  test('[HTTP-3] that cannot listen says where, why and how to mend it', async () => {
    const { port } = await testServer()
    await expect(testServer({ port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken: stop the program`)
    await expect(testServer({ host: '192.0.2.1' })).rejects.toThrow('192.0.2.1 is no address of this machine')
  })

  test('[HTTP-4] ends within two seconds, whatever its clients hold open', async () => {
    const server = await testServer()
    const stream = await fetch(`${server.url}/api/events`)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`)
    await new Promise((resolve) => socket.once('open', resolve))
    const held = connect(server.port, '127.0.0.1').resume()
    const gone = new Promise((resolve) => held.once('close', resolve))
    held.write(
      'POST /api/publish HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    )
    await new Promise((resolve) => held.once('ready', resolve))
    const before = performance.now()
    await Promise.all([server.close(), gone, stream.text()])
    expect(performance.now() - before).toBeLessThan(2_000)
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  })

  test('[ROLE-3] off loopback shows its page to everybody, and its data to whoever brings a token', async () => {
    const server = await testServer({ host: '0.0.0.0', tokens: { audience: 'room' } })
    const url = `http://127.0.0.1:${server.port}`
    const page = await (await fetch(url)).text()
    expect(page).toContain('"role":null')
    expect(page).not.toContain('/api/snapshot') // it would be refused, and stand as an error in the console
    const refused = await fetch(`${url}/api/snapshot`)
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect((await fetch(`${url}/api/snapshot`, { headers: { authorization: 'Bearer room' } })).status).toBe(200)
  })

  test('[GATE-4] lets a page of an allowed origin read what it may ask for, and no other', async () => {
    const origin = 'https://slides.example.org'
    const { url } = await testServer({ allowedOrigins: [origin] })
    const asking = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    const preflight = await send(url, '/api/publish', { method: 'OPTIONS', headers: asking })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe(origin)
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization')
    expect((await send(url, '/healthz', { headers: { origin } })).headers['access-control-allow-origin']).toBe(origin)
    expect((await send(url, '/healthz')).headers['access-control-allow-origin']).toBeUndefined()
    const foreign = await send(url, '/healthz', {
      method: 'OPTIONS',
      headers: { ...asking, origin: 'https://evil.example' },
    })
    expect([foreign.status, foreign.headers['access-control-allow-origin']]).toEqual([403, undefined])
  })

  test('[GATE-6] lets a page of an allowed origin read a refusal, and no other', async () => {
    const origin = 'https://slides.example.org'
    const limits = { ...defaultLimits, requests_per_minute: 1 }
    const { url } = await testServer({ allowedOrigins: [origin], limits })
    const ask = async (path: string, headers: Record<string, string>) => {
      const answer = await send(url, path, { headers })
      return [answer.status, answer.headers['access-control-allow-origin'], answer.headers.vary]
    }
    expect(await ask('/api/talk', { origin })).toEqual([401, origin, 'origin'])
    expect(await ask('/healthz', { origin })).toEqual([429, origin, 'origin'])
    expect(await ask('/healthz', { origin: 'https://evil.example' })).toEqual([403, undefined, undefined])
  })

  test('[PROXY-1] believes X-Forwarded-* from a trusted proxy alone', async () => {
    const forwarded = { host: '127.0.0.1', 'x-forwarded-host': 'talk.example.org', 'x-forwarded-proto': 'https' }
    const body = { method: 'POST', headers: { ...forwarded, 'content-type': 'application/json' } }
    const plain = await testServer({ tokens: { presenter: 'P' } })
    const behind = await testServer({
      tokens: { presenter: 'P' },
      trustedProxies: ['127.0.0.0/8'],
      publicUrl: 'https://talk.example.org',
    })
    const joining = async (url: string) => send(url, '/join', { ...body, body: '{"token":"P"}' })
    expect(String((await joining(plain.url)).headers['set-cookie'])).not.toContain('Secure')
    expect(String((await joining(behind.url)).headers['set-cookie'])).toContain('Secure')
    for (const entry of ['proxy', '10.0.0.0/33', '10.0.0.0/x'])
      await expect(testServer({ trustedProxies: [entry] })).rejects.toThrow(`${entry} is neither`)
  })
})

const openssl = 'openssl'
const hasOpenssl = spawnSync(openssl, ['version']).status === 0

test.skipIf(!hasOpenssl)('[TLS-1] with a certificate the server speaks https alone (needs openssl)', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-tls-'))
  const [keyFile, certFile] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-days', '1', '-keyout', keyFile, '-out', certFile]
  execFileSync(openssl, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' })
  const tls = { key: readFileSync(keyFile), cert: readFileSync(certFile) }
  rmSync(dir, { recursive: true })
  const { url, tokens } = await testServer({ tls })
  expect(url).toMatch(/^https:/)
  const cookie = await new Promise((resolve, reject) => {
    const options = { rejectUnauthorized: false, agent: false }
    get(`${url}/join?token=${tokens.presenter}`, options, (answer) => {
      answer.resume()
      resolve(answer.headers['set-cookie']?.[0])
    }).on('error', reject)
  })
  expect(cookie).toMatch(/; Secure$/)
})
