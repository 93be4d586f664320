import { expect, it, onTestFinished, vi } from 'vitest'
import { marker } from '../../shared/testing/events'
import { testServer } from './testing/server'
import { openSse } from './testing/stream-clients'

it('[ROOM-1] tells the presenter who is there, who lags behind by what, and how the sources are', async () => {
  const { url, tokens, broadcaster } = await testServer()
  const stream = openSse({ base: url, tell: () => {} })
  onTestFinished(() => stream.close())
  await vi.waitFor(() => expect(broadcaster.clients).toBe(1))
  broadcaster.publish([marker('a')])
  const room = async () => (await fetch(`${url}/api/room`, { headers: bearer(tokens.presenter) })).json()
  await vi.waitFor(async () =>
    expect(await room()).toEqual({
      clients: [{ transport: 'sse', role: 'producer', count: 1 }],
      slowest: { transport: 'sse', role: 'producer', events: 0, seconds: 0 },
      sources: { models: { state: 'ok' } },
    }),
  )
  stream.close()
  await vi.waitFor(async () => expect(await room()).toMatchObject({ clients: [], slowest: null }))
})

it('[ROOM-2] nobody but the presenter is told of the room', async () => {
  const { url } = await testServer({ tokens: { audience: 'listen', producer: 'produce' } })
  expect((await fetch(`${url}/api/room`)).status).toBe(401)
  for (const token of ['listen', 'produce'])
    expect((await fetch(`${url}/api/room`, { headers: bearer(token) })).status).toBe(403)
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
