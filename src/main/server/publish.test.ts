import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { payloads } from '../../shared/payloads'
import { topics } from '../../shared/topics'
import type { Published } from '../../shared/wire'
import { defaultLimits } from './limits'
import { readEvents } from './publish'
import { metric, testServer } from './testing/server'

const json = { 'content-type': 'application/json' }
const ndjson = { 'content-type': 'application/x-ndjson' }

async function publisher() {
  const server = await testServer()
  const publish = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) => {
    const answer = await fetch(`${server.url}/api/publish`, { method: 'POST', body, headers })
    return { status: answer.status, body: (await answer.json()) as Published & { error?: string } }
  }
  return { ...server, publish }
}

describe('POST /api/publish', () => {
  test('[PUBLISH-1] takes an event, an array, or an event a line', async () => {
    const { publish, broadcaster } = await publisher()
    const event = JSON.stringify(metric('gbt'))
    expect((await publish(event)).body).toMatchObject({ accepted: 1, rejected: [] })
    expect((await publish(`[${event},${event}]`)).body.accepted).toBe(2)
    const lines = await publish(`${event}\r\n\n${event}\n`, ndjson)
    const { epoch } = broadcaster.head()
    expect(lines).toEqual({ status: 200, body: { accepted: 2, rejected: [], cursor: `${epoch}:5` } })
    expect((await publish('[]')).body.accepted).toBe(0)
  })

  test('[PUBLISH-2] rejects each bad event by its index and one sentence, and keeps the others', async () => {
    const { publish, broadcaster } = await publisher()
    const deck = { type: 'deck', payload: {} }
    const { status, body } = await publish(JSON.stringify([metric('gbt'), 7, deck, metric('mlp'), { type: 'nope' }]))
    expect(status).toBe(200)
    expect(body.accepted).toBe(2)
    expect(body.rejected.map(({ index }) => index)).toEqual([1, 2, 4])
    expect(body.rejected[1]?.error).toBe('type "deck" is published by the server alone')
    expect(broadcaster.replica.read('model_metric').map(({ payload }) => payload.model)).toEqual(['gbt', 'mlp'])
  })

  test('[PUBLISH-2] of lines, one that is not JSON costs itself alone', async () => {
    const { publish } = await publisher()
    const event = JSON.stringify(metric('gbt'))
    const { body } = await publish(`${event}\n{"type":\n${event}`, ndjson)
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, error: expect.stringMatching(/^not JSON/) }] })
  })

  test('[PUBLISH-2] counts on over a body that takes several turns', async () => {
    const { publish } = await publisher()
    const events = Array.from({ length: 3_000 }, (_, i) => (i % 1_000 === 999 ? i : { type: 'marker', label: 'm' }))
    const { body } = await publish(JSON.stringify(events))
    expect([body.accepted, body.rejected.map(({ index }) => index)]).toEqual([2_997, [999, 1_999, 2_999]])
  })

  test.each(['', ' ', '{', '[{"type":"model_metric"', '{"a":1}{"a":2}', 'undefined', "{'a':1}", '\u0000'])(
    '[PUBLISH-3] a JSON body of %j is broken: 400, and nothing is published',
    async (body) => {
      const { publish, broadcaster } = await publisher()
      const answer = await publish(body)
      expect([answer.status, answer.body]).toEqual([400, { error: expect.stringMatching(/^the body is /) }])
      expect(broadcaster.head().offset).toBe(0)
    },
  )

  test('[PUBLISH-8] a body that is not JSON is told its place, and of what Python writes for no number how to mend it', async () => {
    const { publish } = await publisher()
    const nan = '{"type":"totals",\n "total_alerts":NaN}'
    expect((await publish(nan)).body.error).toBe(
      'the body is not JSON: line 2, column 17: NaN is not JSON; leave such a value out',
    )
    const { body } = await publish(`${JSON.stringify(metric('gbt'))}\n{"total_alerts":-Infinity}`, ndjson)
    expect(body.rejected).toEqual([
      { index: 1, error: 'not JSON: column 17: -Infinity is not JSON; leave such a value out' },
    ])
  })

  test('[PUBLISH-3] bytes that are not UTF-8 are broken too', async () => {
    const { publish } = await publisher()
    expect((await publish(Uint8Array.of(0x22, 0xff, 0x22))).status).toBe(400)
  })

  test('[PUBLISH-4] a key that would reach a prototype is rejected, not dropped and not a broken body', async () => {
    const { publish } = await publisher()
    const { status, body } = await publish(
      '[{"type":"host_counts","payload":{"__proto__":{"x":1}}},{"type":"host_counts","payload":{"constructor":1}}]',
    )
    expect([status, body.accepted]).toEqual([200, 1])
    expect(body.rejected).toEqual([{ index: 0, error: expect.stringContaining('__proto__') }])
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })

  test('[PUBLISH-5] more events than a body may hold are 413, and none is published', async () => {
    const server = await testServer({ limits: { ...defaultLimits, events_per_publish: 2 } })
    const body = JSON.stringify([1, 2, 3])
    const answer = await fetch(`${server.url}/api/publish`, { method: 'POST', headers: json, body })
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('events_per_publish')])
  })

  test('[PUBLISH-6] whatever the body, the answer is never 5xx, and what is accepted is valid', async () => {
    const { publish, broadcaster } = await publisher()
    const type = fc.constantFrom(...Object.keys(topics), 'nope', '__proto__')
    const envelope = fc.record({ type, payload: fc.jsonValue(), timestamp: fc.jsonValue() }, { requiredKeys: ['type'] })
    const flat = fc.tuple(type, fc.dictionary(fc.string(), fc.jsonValue())).map(([type, rest]) => ({ ...rest, type }))
    const plausible = fc.record({
      type: fc.constantFrom('model_metric', 'prediction', 'live_detection'),
      payload: fc.record({
        model: fc.string(),
        macro_f1: fc.double(),
        host_id: fc.string(),
        label: fc.string(),
        score: fc.double({ min: 0, max: 1 }),
        episode_id: fc.string(),
        window_idx: fc.nat(),
        predicted: fc.oneof(fc.string(), fc.integer()),
      }),
    })
    const value = fc.oneof(fc.jsonValue(), envelope, flat, plausible)
    const body = fc.oneof(
      fc.string().map((text) => new TextEncoder().encode(text)),
      fc.uint8Array(),
      fc.array(value).map((values) => new TextEncoder().encode(JSON.stringify(values))),
      fc.array(value).map((values) => new TextEncoder().encode(values.map((v) => JSON.stringify(v)).join('\n'))),
    )
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(json, ndjson), async (bytes, headers) => {
        const before = broadcaster.head().offset
        const answer = await publish(new Uint8Array(bytes), headers)
        expect([200, 400]).toContain(answer.status)
        const news = [...broadcaster.replica.since(before)]
        if (answer.status === 400) expect(news).toEqual([])
        else expect(broadcaster.head().offset - before).toBe(answer.body.accepted)
        for (const event of news) expect(payloads[event.type].safeParse(event.payload).success).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test('[PUBLISH-3] reading a body never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.boolean(), (bytes, lines) => {
      const result = readEvents(bytes, lines)
      expect('inputs' in result || result.error.length > 0).toBe(true)
    }),
  )
})

describe('a log that is elsewhere', () => {
  const refusing = (accepted: number) => ({
    publish: async (drafts: readonly unknown[]) => ({
      cursor: { epoch: '0123456789abcdef', offset: accepted },
      accepted: Math.min(accepted, drafts.length),
      refused: drafts.length > accepted ? 'NATS is out of reach; send it again later' : null,
    }),
  })
  const post = (url: string, events: readonly unknown[]) =>
    fetch(`${url}/api/publish`, { method: 'POST', body: JSON.stringify(events), headers: json })

  test('[PUBLISH-7] that takes nothing answers 503 with the reason', async () => {
    const { url } = await testServer({ sequencer: refusing(0) })
    const answer = await post(url, [metric('gbt')])
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toEqual({ error: 'NATS is out of reach; send it again later' })
  })

  test('[PUBLISH-7] that takes a part says of each other event why it is not there', async () => {
    const { url } = await testServer({ sequencer: refusing(2) })
    const answer = await post(url, [metric('gbt'), 7, metric('mlp'), metric('cnn')])
    expect(await answer.json()).toEqual({
      accepted: 2,
      rejected: [
        { index: 1, error: expect.any(String) },
        { index: 3, error: 'NATS is out of reach; send it again later' },
      ],
      cursor: '0123456789abcdef:2',
    })
  })

  test('[PUBLISH-7] is not asked again in the same body', async () => {
    let asked = 0
    const cursor = { epoch: '0123456789abcdef', offset: 5 }
    const publish = async (drafts: readonly unknown[]) => {
      if (drafts.length === 0) return { cursor, accepted: 0, refused: null }
      asked++
      return { cursor, accepted: 5, refused: 'full' }
    }
    const { url } = await testServer({ sequencer: { publish } })
    const body = (await (await post(url, Array(3_000).fill(metric('gbt')))).json()) as Published
    expect([body.accepted, body.rejected.length, body.cursor]).toEqual([5, 2_995, '0123456789abcdef:5'])
    expect(asked).toBe(1)
  })
  test('[PUBLISH-7] answers a socket with an error, which is no offence', async () => {
    const { url } = await testServer({ sequencer: refusing(0) })
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?types=`)
    const errors: unknown[] = []
    socket.on('message', (data) => {
      const message: unknown = JSON.parse(data.toString())
      if (JSON.stringify(message).includes('"error"')) errors.push(message)
    })
    await new Promise((resolve) => socket.once('open', resolve))
    for (let n = 0; n < 12; n++) socket.send(JSON.stringify({ type: 'publish', events: [metric('gbt')] }))
    await vi.waitFor(() => expect(errors).toHaveLength(12))
    expect(errors[0]).toEqual({ type: 'error', message: 'NATS is out of reach; send it again later' })
    expect(socket.readyState).toBe(socket.OPEN)
    socket.terminate()
  })
})
