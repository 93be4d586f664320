import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { formatCursor } from '../../shared/cursor'
import { deckAt, marker } from '../../shared/testing/events'
import { createSlidingWindow } from './sliding-window'
import { sseText } from './sse-text'
import { streamRequest } from './stream-request'
import { connected } from './testing/raw'
import { testServer } from './testing/server'

const EPOCH = '0123456789abcdef'
const stored = (offset: number, draft = marker('a')) => {
  const { type, payload, timestamp, origin } = draft
  const json = JSON.stringify({ id: `${EPOCH}:${offset}`, type, payload, timestamp, origin })
  return { ...draft, offset, json, bytes: json.length, at: 0 }
}
const at = (offset: number) => ({ epoch: EPOCH, offset })

/** The raw text of an event stream as it grows. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const shut = new AbortController()
  onTestFinished(() => shut.abort())
  const response = await fetch(url, { headers, signal: shut.signal })
  const seen = { text: '', ended: false }
  const read = async () => {
    for await (const chunk of response.body ?? []) seen.text += Buffer.from(chunk).toString()
    seen.ended = true
  }
  void read().catch(() => {})
  return { response, seen, reads: (text: string | RegExp) => vi.waitFor(() => expect(seen.text).toMatch(text)) }
}

describe('server-sent events', () => {
  it('[SSE-1] an event is an id, its topic, and one line of data without the id', () => {
    expect(sseText({ kind: 'events', cursor: at(3), events: [stored(3)], deck: null })).toBe(
      `id: ${EPOCH}:3\nevent: marker\ndata: {"type":"marker","payload":{"label":"a"},"timestamp":1781246273,"origin":"live"}\n\n`,
    )
  })

  it('[SSE-2] reset, the end of what is retained, gaps and a bare move of the cursor', () => {
    const part = { kind: 'snapshot', cursor: at(9), events: [], deck: null } as const
    expect(sseText({ ...part, reset: true, complete: true })).toBe(
      `event: reset\ndata: {}\n\nid: ${EPOCH}:9\nevent: snapshot-complete\ndata: {"cursor":"${EPOCH}:9"}\n\n`,
    )
    expect(sseText({ ...part, reset: false, complete: false })).toBe(`id: ${EPOCH}:9\n\n`)
    expect(sseText({ kind: 'gap', cursor: at(1), from: 1, to: 9, dropped: 3 })).toBe(
      'event: gap\ndata: {"from":1,"to":9,"dropped":3}\n\n',
    )
  })

  it('[SSE-3] a deck ahead of the backlog has no id, so that a reconnect skips nothing', () => {
    const ahead = { ...stored(7), ...deckAt(9), json: '{"id":"x"}' }
    const text = sseText({ kind: 'events', cursor: at(3), events: [stored(3)], deck: ahead })
    expect(text.split('\n\n')[0]).toBe('event: deck\ndata: {"id":"x"}')
  })

  it('[SSE-4] begins with retry and hello, is not to be transformed, and beats every 20 s with the current id', async () => {
    const clock = fakeClock()
    const { url, broadcaster } = await testServer({ clock })
    broadcaster.publish([marker('a')])
    const { response, seen, reads } = await listen(`${url}/api/events`)
    await reads(/snapshot-complete/)
    expect(seen.text).toMatch(/^retry: \d+\n\nevent: hello\ndata: \{"protocol":1,/)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('cache-control')).toContain('no-transform')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    clock.advance(20_000)
    await reads(`id: ${formatCursor(broadcaster.head())}\nevent: ping\ndata: {"now":${clock.now() / 1000},`)
  })

  it('[SSE-5] Last-Event-ID counts more than the cursor of the address; at the end the client is told when to retry', async () => {
    const { url, broadcaster, close } = await testServer()
    broadcaster.publish([marker('a'), marker('b')])
    const { epoch } = broadcaster.head()
    const headers = { 'last-event-id': `${epoch}:2` }
    const { seen, reads } = await listen(`${url}/api/events?cursor=${epoch}:1`, headers)
    await reads(/snapshot-complete/)
    expect(seen.text).not.toContain('event: marker')
    const closed = close()
    await vi.waitFor(() => {
      broadcaster.publish([marker('too late')])
      expect(broadcaster.clients).toBe(0)
    })
    await closed
    await reads(/retry: \d+\n\n$/)
    await vi.waitFor(() => expect(seen.ended).toBe(true))
  })
})

describe('long poll', () => {
  it('[POLL-7] what is no number of seconds is no wait at all', () => {
    const waits = (text: string) => streamRequest(`/api/poll?wait=${text}`).wait
    expect(['0', '2', '2.5', '-1', '999'].map(waits)).toEqual([0, 2, 2.5, 0, 999])
    expect(['', '2x', '0x10', '1,5', '1e1', 'Infinity', 'NaN'].map(waits)).toEqual(Array(7).fill(null))
  })

  const json = async (url: string): Promise<unknown> => (await fetch(url)).json()

  it('[POLL-1] without a cursor answers at once with all that is retained', async () => {
    const { url, broadcaster } = await testServer()
    broadcaster.publish([marker('a')])
    const body = await json(`${url}/api/poll`)
    expect(Object.keys(Object(body)).sort()).toEqual(['complete', 'cursor', 'events', 'now', 'reset', 'retention'])
    expect(body).toMatchObject({ cursor: formatCursor(broadcaster.head()), reset: true, complete: true })
    expect(body).toMatchObject({ events: [{ type: 'marker', payload: { label: 'a' } }] })
  })

  it('[POLL-2] with the newest cursor waits for an event', async () => {
    const { url, broadcaster } = await testServer()
    const answer = json(`${url}/api/poll?cursor=${formatCursor(broadcaster.head())}&wait=20`)
    await vi.waitFor(() => expect(broadcaster.clients).toBe(1))
    broadcaster.publish([marker('a')])
    expect(await answer).toMatchObject({ events: [{ type: 'marker' }], complete: true })
    expect(broadcaster.clients).toBe(0)
  })

  it('[POLL-3] waits no longer than it was asked to, nor than the server allows, and not at all for 0', async () => {
    const clock = fakeClock()
    const { url, broadcaster } = await testServer({ clock })
    const cursor = formatCursor(broadcaster.head())
    const ask = (wait: number) => json(`${url}/api/poll?cursor=${cursor}&wait=${wait}`)
    const nothing = { cursor, events: [], complete: true }
    expect(await ask(0)).toMatchObject(nothing)
    for (const [wait, ms] of [
      [3, 3_000],
      [999, 25_000],
    ] as const) {
      const answer = ask(wait)
      await vi.waitFor(() => expect(broadcaster.clients).toBe(1))
      clock.advance(ms - 1)
      expect(broadcaster.clients).toBe(1)
      clock.advance(1)
      expect(await answer).toMatchObject(nothing)
    }
  })

  it('[POLL-4] the end of the server answers who waits', async () => {
    const { url, broadcaster, close } = await testServer()
    const answer = json(`${url}/api/poll?cursor=${formatCursor(broadcaster.head())}`)
    await vi.waitFor(() => expect(broadcaster.clients).toBe(1))
    await close()
    expect(await answer).toMatchObject({ events: [], complete: true })
  })
})

it('[HTTP-7] streams that wait behind another one on their connection leave with it', async () => {
  const { url, broadcaster, deps } = await testServer()
  const wire = await connected(url)
  const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`
  const poll = ask(`/api/poll?wait=25&cursor=${formatCursor(broadcaster.head())}`)
  wire.write(poll + ask('/api/events').repeat(12) + poll)
  await vi.waitFor(() => expect(broadcaster.clients).toBe(14))
  wire.destroy()
  await vi.waitFor(() => expect(broadcaster.clients).toBe(0))
  expect(new Set(deps.traffic.clients.values())).toEqual(new Set([0]))
})

it('[HTTP-8] HEAD of a stream is answered at once, and is no client', async () => {
  const { url, broadcaster } = await testServer()
  for (const path of ['/api/events', `/api/poll?cursor=${formatCursor(broadcaster.head())}`]) {
    const answer = await fetch(url + path, { method: 'HEAD' })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, expect.stringContaining('no-store')])
  }
  expect(broadcaster.clients).toBe(0)
})

it('[LIMIT-1] a limit is met by so many within its window, however they lie in it', () => {
  const window = createSlidingWindow(3, 1_000)
  expect([0, 400, 1_000, 1_399, 1_400].map((at) => window.hit(at))).toEqual([false, false, false, true, true])
})
