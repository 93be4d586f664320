import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Clock, fakeClock, systemClock } from '../../shared/clock'
import { createStickyCache } from '../../shared/sticky-cache'
import { defaultRetention } from '../../shared/topics'
import { embeddedNarrator } from '../surfaces/narrators/embedded/embedded'
import { memoryOptIns } from '../surfaces/opt-ins'
import { createSurfaces } from '../surfaces/surfaces'
import { createLimitHits, defaultLimits } from './limits'
import { testServer } from './testing/server'

const TOKEN = 'presenter-token'

async function serve(clock: Clock = systemClock) {
  const replica = createStickyCache(defaultRetention)
  const headlines = () => [
    { scene: 9, text: 'gbt leads at 0.91 macro-F1, 0.02 ahead of gru, and of all the others too' },
  ]
  const limitHits = createLimitHits()
  const surfaces = createSurfaces({
    read: () => replica,
    clock: systemClock,
    narrator: embeddedNarrator(systemClock, headlines),
    optIns: memoryOptIns(),
    log: pino({ level: 'silent' }),
    limitHits,
  })
  onTestFinished(surfaces.dispose)
  return testServer({ clock, surfaces, limitHits, tokens: { presenter: TOKEN } })
}

const socketAt = (url: string, token?: string) =>
  new WebSocket(`${url.replace('http', 'ws')}/surfaces`, token ? { headers: { authorization: `Bearer ${token}` } } : {})
const authorized = { authorization: `Bearer ${TOKEN}` }

describe('surfaces over real sockets', () => {
  test("[SURF-19] they are the presenter's: nobody else gets a socket, a close or a warm", async () => {
    const { url } = await serve()
    const [error] = await once(socketAt(url), 'error')
    expect(String(error)).toContain('401')
    for (const path of ['/conversations/a/close', '/chat/warm']) {
      expect((await fetch(url + path, { method: 'POST' })).status).toBe(401)
    }
  })

  test.each([
    ['nothing', {}],
    ['an empty body of a JSON content type', { headers: { 'content-type': 'application/json' } }],
    ['an empty body of what is no content type', { headers: { 'content-type': 'json' } }],
    ['an empty body', { body: '' }],
  ])('[SURF-20] a close takes %s, and an id of any letters', async (_what, init) => {
    const { url } = await serve()
    const headers = { ...authorized, ...('headers' in init ? init.headers : {}) }
    for (const id of ['a', 'x'.repeat(128), 'mit Umlaut ä/b']) {
      const reply = await fetch(`${url}/conversations/${encodeURIComponent(id)}/close`, {
        method: 'POST',
        ...init,
        headers,
      })
      expect([reply.status, await reply.json()]).toEqual([200, { conversationId: id, abortedTurn: false }])
    }
  })

  test('[SURF-21] a warm needs a conversation: 400 says so in one sentence', async () => {
    const { url } = await serve()
    for (const body of ['', '{', '{}', '{"conversationId": 1}', `{"conversationId": "${'x'.repeat(129)}"}`]) {
      const headers = { ...authorized, 'content-type': 'application/json' }
      const reply = await fetch(`${url}/chat/warm`, { method: 'POST', body, headers })
      expect([reply.status, await reply.json()]).toEqual([400, { error: expect.stringContaining('conversationId') }])
    }
  })

  test('[SURF-22] a message past the limit closes with 1009 and its name', async () => {
    const { url } = await serve()
    const socket = socketAt(url, TOKEN)
    await once(socket, 'open')
    socket.send('x'.repeat(defaultLimits.audience_message + 1))
    const [code, reason] = await once(socket, 'close')
    expect([code, String(reason)]).toEqual([1009, 'limit "audience_message"'])
  })

  test('[SURF-28] a limit of theirs stands in the metrics', async () => {
    const { url } = await serve()
    const socket = socketAt(url, TOKEN)
    await once(socket, 'open')
    for (let i = 0; i <= 60; i++) socket.send('nonsense')
    const [code, reason] = await once(socket, 'close')
    expect([code, String(reason)]).toEqual([1008, 'limit "refused_messages"'])
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'lectern_limit_hits_total{limit="refused_messages"} 1',
    )
  })

  test('[SURF-23] a server that ends says so to its sockets', async () => {
    const { url, close } = await serve()
    const socket = socketAt(url, TOKEN)
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await close()
    expect((await closed)[0]).toBe(1012)
  })

  test('[SURF-26] a clock that is set an hour ahead closes nobody', async () => {
    const clock = fakeClock()
    const { url } = await serve(clock)
    const socket = socketAt(url, TOKEN)
    const closed = once(socket, 'close')
    await once(socket, 'open')
    clock.step(3_600_000)
    clock.advance(30_000)
    expect(await Promise.race([once(socket, 'ping').then(() => 'pinged'), closed.then(() => 'closed')])).toBe('pinged')
  })

  test('[SURF-24] the probe holds against a running server', { timeout: 60_000 }, async () => {
    const { url } = await serve()
    const script = join(import.meta.dirname, '../../../scripts/probe-surfaces.mjs')
    const probe = spawn(process.execPath, [script, '--url', url, '--token', TOKEN])
    let out = ''
    probe.stdout.on('data', (chunk) => (out += chunk))
    probe.stderr.on('data', (chunk) => (out += chunk))
    const [status] = await once(probe, 'exit')
    expect({ status, out: out.split('\n').filter((line) => !line.startsWith('ok')) }).toEqual({
      status: 0,
      out: ['all checks hold', ''],
    })
  })
})
