import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../shared/clock'
import { formatCursor } from '../../shared/cursor'
import { marker } from '../../shared/testing/events'
import { defaultRetention } from '../../shared/topics'
import { createBroadcaster } from '../broadcaster/broadcaster'
import { createPollAnswer } from './poll-answer'
import { testServer } from './testing/server'

const COUNT = 32_000

it('[POLL-5] a long answer is written as it is read: who stops reading holds up little, and then gets all of it', async () => {
  const retention = { ...defaultRetention, marker: { policy: 'ring', limit: COUNT } } as const
  const { url, broadcaster, deps } = await testServer({
    broadcaster: createBroadcaster({ clock: systemClock, retention, journal: { events: 10, bytes: 1e6 } }),
  })
  broadcaster.publish(Array.from({ length: COUNT }, (_, n) => marker(`${n} ${'x'.repeat(1_000)}`)))
  const request = get(`${url}/api/poll?wait=0`)
  onTestFinished(() => void request.destroy())
  const [answer] = (await once(request, 'response')) as [IncomingMessage]

  // What fits into the network's own buffers, and no more.
  const looks: number[] = []
  await vi.waitFor(() => {
    looks.push(deps.traffic.sent.poll.bytes)
    expect(looks.at(-1)).toBe(looks.at(-2))
  })
  expect(looks.at(-1)).toBeLessThan((COUNT * 1_000) / 2)
  expect(broadcaster.clients).toBe(1)

  let text = ''
  for await (const part of answer.setEncoding('utf8')) text += part
  const body = JSON.parse(text)
  expect(body).toMatchObject({ reset: true, complete: true, cursor: formatCursor(broadcaster.head()) })
  expect(body.events).toHaveLength(COUNT)
  expect(broadcaster.clients).toBe(0)
})

it('[POLL-6] a source that begins anew in the middle of an answer ends it where it is', () => {
  const at = (epoch: string, offset: number) => ({ epoch: epoch.repeat(16), offset })
  const answer = createPollAnswer()
  const part = { kind: 'snapshot', events: [], deck: null } as const
  const json = '{"id":"1"}'
  const event = { ...marker('a'), offset: 1, json, bytes: json.length, at: 0 }
  const first = answer.take({ ...part, cursor: at('a', 1), events: [event], reset: true, complete: false })
  expect(first.over).toBe(false)
  const anew = answer.take({ ...part, cursor: at('b', 1), events: [event], reset: true, complete: true })
  expect(anew).toEqual({ bytes: [], over: true })
  const end = answer.end({
    ...{ now: 1, retention: defaultRetention, complete: false },
    cursor: answer.written ?? at('c', 0),
  })
  const body = JSON.parse(Buffer.concat([...first.bytes, end]).toString())
  expect(body).toMatchObject({ events: [{ id: '1' }], cursor: `${'a'.repeat(16)}:1`, reset: true, complete: false })
})
