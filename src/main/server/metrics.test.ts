import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { marker } from '../../shared/testing/events'
import { testServer } from './testing/server'
import { openSse } from './testing/stream-clients'
import { createTraffic } from './traffic'

const gap = { kind: 'gap', cursor: { epoch: '', offset: 0 }, from: 0, to: 9, dropped: 4 } as const

it('[METRIC-1] says who is there, what was published, sent and lost, and how late', async () => {
  const { url, broadcaster } = await testServer({ feeders: () => ({ models: { state: 'ok', updated_at: 1 } }) })
  const stream = openSse({ base: url, tell: () => {} })
  onTestFinished(() => stream.close())
  await vi.waitFor(() => expect(broadcaster.clients).toBe(1))
  broadcaster.publish([marker('a')])
  const scrape = async () => (await fetch(`${url}/metrics`)).text()
  await vi.waitFor(async () => expect(await scrape()).toContain('lectern_sent_events_total{transport="sse"} 1'))
  const text = await scrape()
  for (const line of [
    'lectern_clients{transport="sse",role="producer"} 1',
    'lectern_events_total{topic="marker"} 1',
    'lectern_sent_deliveries_total{transport="sse"} 2',
    'lectern_publish_to_socket_seconds_count 1',
    'lectern_event_loop_delay_seconds{quantile="0.99"}',
    'lectern_feeder_age_seconds{feeder="models"}',
  ])
    expect(text).toContain(line)
})

it('[METRIC-7] counts the limits inside an event too, which reject it alone', async () => {
  const { url } = await testServer()
  const deep = JSON.parse('['.repeat(20) + ']'.repeat(20))
  const events = [{ label: 'x'.repeat(300) }, { label: Array(5_000).fill(0) }, { label: deep }, { label: 'a' }]
  const body = JSON.stringify(events.map((payload) => ({ type: 'marker', payload })))
  const answer = await fetch(`${url}/api/publish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(await answer.json()).toMatchObject({ accepted: 1, rejected: [{ index: 0 }, { index: 1 }, { index: 2 }] })
  const text = await (await fetch(`${url}/metrics`)).text()
  for (const limit of ['strings', 'arrays', 'depth'])
    expect(text).toContain(`lectern_limit_hits_total{limit="${limit}"} 1`)
})

it('[METRIC-2] who asks through a proxy needs the presenter token', async () => {
  const { url, tokens } = await testServer()
  const authorization = `Bearer ${tokens.presenter}`
  for (const header of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host']) {
    const headers = { [header]: '10.0.0.9' }
    expect((await fetch(`${url}/metrics`, { headers })).status).toBe(401)
    expect((await fetch(`${url}/metrics`, { headers: { ...headers, authorization } })).status).toBe(200)
  }
})

it('[METRIC-5] this machine needs no token for them where the room needs one; who else asks is told of the presenter’s', async () => {
  const { port } = await testServer({ host: '0.0.0.0', tokens: { audience: 'A' } })
  const scrape = (headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${port}/metrics`, { headers })
  expect((await scrape()).status).toBe(200)
  const far = await scrape({ via: '1.1 proxy' })
  expect([far.status, far.headers.get('www-authenticate'), await far.json()]).toEqual([
    401,
    'Bearer',
    { error: 'this needs the presenter token, as Authorization: Bearer' },
  ])
})

it('[METRIC-6] a clock that is set back makes nothing arrive before it was published', async () => {
  const clock = fakeClock()
  const { deps, broadcaster } = await testServer({ clock })
  const cursor = broadcaster.publish([marker('a')])
  const events = [...broadcaster.replica.since(0)]
  clock.step(-5_000)
  clock.advance(250)
  deps.traffic.delivered('ws', { kind: 'events', cursor, events, deck: null }, 50)
  expect(await deps.traffic.registry.metrics()).toContain('lectern_publish_to_socket_seconds_sum 0.25')
})

it('[METRIC-4] a server that ends in the middle of an incident waits for nothing', async () => {
  const clock = fakeClock()
  const { deps, close } = await testServer({ clock })
  deps.traffic.delivered('ws', gap, 50)
  expect(clock.pending()).toBe(1)
  await close()
  expect(clock.pending()).toBe(0)
})

it('[METRIC-3] gaps are counted each, and logged once at their beginning and once at their end', () => {
  const clock = fakeClock()
  const lines: string[] = []
  const traffic = createTraffic(clock, pino({ level: 'info' }, { write: (line) => void lines.push(line) }))
  for (let i = 0; i < 50; i++) traffic.delivered('ws', gap, 50)
  clock.advance(30_000)
  traffic.delivered('ws', gap, 50)
  expect(lines).toHaveLength(1)
  clock.advance(60_000)
  expect(lines).toHaveLength(2)
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ transport: 'ws', gaps: 51, dropped: 204 })
  expect(traffic.sent.ws).toMatchObject({ gaps: 51, dropped: 204 })
  expect(clock.pending()).toBe(0)
})
