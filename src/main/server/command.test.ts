import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { fakeClock } from '../../shared/clock'
import { commandRow } from '../../shared/command'
import { createCommander } from './command'
import { createLimitHits, defaultLimits } from './limits'
import { testServer } from './testing/server'

const wave = commandRow(z.object({ times: z.number() }), async ({ times }) =>
  times < 10 ? { done: { waved: times } } : { error: 'too often' },
)
const room = (changes: Parameters<typeof testServer>[0] = {}) =>
  testServer({ commands: { wave }, tokens: { presenter: 'P', audience: 'A' }, ...changes })

function post(url: string, body: string, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  return fetch(`${url}/api/command`, { method: 'POST', headers, body })
}

function dial(url: string, token: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers: { authorization: `Bearer ${token}` } })
  onTestFinished(() => socket.terminate())
  const heard: unknown[] = []
  socket.on('message', (data) => heard.push(JSON.parse(data.toString())))
  const hears = (message: object) => vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining(message)))
  return { socket, hears }
}

test('[COMMAND-3] the presenter’s command is done and answered by 200; unknown or wrong ones by 400', async () => {
  const { url } = await room()
  const good = await post(url, '{"command":"wave","times":3}', 'P')
  expect([good.status, await good.json()]).toEqual([200, { waved: 3 }])
  for (const body of [
    '{"command":"wave","times":"x"}',
    '{"command":"wave","times":10}',
    '{"command":"fly"}',
    '[',
    '',
  ]) {
    const answer = await post(url, body, 'P')
    expect([answer.status, await answer.json()]).toEqual([400, { error: expect.any(String) }])
  }
})

test('[COMMAND-8] a body that is no JSON is told so, with its place', async () => {
  const { url } = await room()
  const error = async (body: string) => ((await (await post(url, body, 'P')).json()) as { error: string }).error
  expect(await error('{"command":')).toBe('the body is not JSON: line 1, column 12: the text ends too early')
  expect(await error('')).toBe('the body is empty; send a command by its name, as {"command": "next"}')
  expect(await error('{}')).toBe('send a command by its name, as {"command": "next"}')
})

test('[COMMAND-9] a command may be as large over HTTP as over a WebSocket, and past that the presenter’s limit is named', async () => {
  const { url } = await room()
  const command = (letters: number) => JSON.stringify({ command: 'wave', times: 3, note: 'x'.repeat(letters) })
  expect((await post(url, command(100_000), 'P')).status).toBe(200)
  const large = await post(url, command(1_100_000), 'P')
  expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('limit \\"producer_message\\"')])
})

test('[COMMAND-4] no token or a wrong one is 401, a role that is too low 403, and nothing is run', async () => {
  const run = vi.fn(() => ({ done: {} }))
  const { url } = await room({ commands: { wave: commandRow(z.object({}), run) } })
  const asked = [undefined, 'wrong', 'A'].map(async (token) => (await post(url, '{"command":"wave"}', token)).status)
  expect(await Promise.all(asked)).toEqual([401, 401, 403])
  const talk = [undefined, 'A'].map(async (token) => {
    return (await fetch(`${url}/api/talk`, token ? { headers: { authorization: `Bearer ${token}` } } : {})).status
  })
  expect(await Promise.all(talk)).toEqual([401, 403])
  expect(run).not.toHaveBeenCalled()
})

test('[COMMAND-5] on the WebSocket a command is answered by done or error; from the audience it is an offence', async () => {
  const { url } = await room()
  const presenter = dial(url, 'P')
  await presenter.hears({ type: 'hello' })
  presenter.socket.send('{"type":"command","command":"wave","times":1}')
  await presenter.hears({ type: 'done' })
  presenter.socket.send('{"type":"command","command":"wave","times":11}')
  await presenter.hears({ type: 'error', message: 'too often' })
  const phone = dial(url, 'A')
  await phone.hears({ type: 'hello' })
  phone.socket.send('{"type":"command","command":"wave","times":1}')
  await phone.hears({ type: 'error', message: 'the role audience may not command: bring the presenter token' })
})

test('[COMMAND-6] past the limit of commands a minute it is refused, with the limit’s name', async () => {
  const clock = fakeClock()
  const limitHits = createLimitHits()
  const limits = { ...defaultLimits, commands_per_minute: 2 }
  const command = createCommander({ wave }, { clock, log: pino({ level: 'silent' }), limits, limitHits })
  const ask = () => command({ command: 'wave', times: 1 })
  expect([await ask(), await ask()]).toEqual([{ done: { waved: 1 } }, { done: { waved: 1 } }])
  expect(await ask()).toEqual({ error: expect.stringContaining('"commands_per_minute"'), status: 429 })
  expect(limitHits.counts.get('commands_per_minute')).toBe(1)
  clock.advance(60_000)
  expect(await ask()).toHaveProperty('done')
})

test('[COMMAND-7] a command that fails is told to its sender and to the log, and the server goes on', async () => {
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  const trip = commandRow(z.object({}), () => Promise.reject(new Error('the disk is full')))
  const { url } = await room({ commands: { wave, trip }, log })
  const error = 'the server failed at this command; its log says why'
  const answer = await post(url, '{"command":"trip"}', 'P')
  expect([answer.status, await answer.json()]).toEqual([500, { error }])
  const presenter = dial(url, 'P')
  await presenter.hears({ type: 'hello' })
  presenter.socket.send('{"type":"command","command":"trip"}')
  await presenter.hears({ type: 'error', message: error })
  presenter.socket.send('{"type":"command","command":"wave","times":1}')
  await presenter.hears({ type: 'done' })
  expect(lines.map((line) => JSON.parse(line).err.message)).toEqual(['the disk is full', 'the disk is full'])
})

test('[TALK-4] notes and plan are told to the presenter, and stand in nothing that the audience can fetch', async () => {
  const notes = 'remember to breathe'
  const { url } = await room({ script: [{ scene: 7, notes, plan: 90 }] })
  const own = await fetch(`${url}/api/talk`, { headers: { authorization: 'Bearer P' } })
  expect(await own.json()).toEqual({ title: expect.any(String), scenes: [{ scene: 7, notes, plan: 90 }] })
  for (const path of ['/', '/?view=presenter', '/api/snapshot', '/api/poll?wait=0', '/healthz', '/metrics']) {
    expect(await (await fetch(url + path)).text()).not.toContain(notes)
  }
})
