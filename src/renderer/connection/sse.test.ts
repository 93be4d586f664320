import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { sseTransport } from './sse'
import { createSseReader } from './sse-blocks'
import { createSseTranslator } from './sse-messages'
import { parseOne } from './transport'

const EPOCH = '0123456789abcdef'
const event = (offset: number) =>
  `id: ${EPOCH}:${offset}\nevent: marker\ndata: {"type":"marker","payload":{"label":"m"},"timestamp":1,"origin":"live"}\n\n`

/** What the texts say, as messages. */
const read = (stream: string) =>
  createSseTranslator()(createSseReader()(stream)).map((text) => {
    const parsed = parseOne(text)
    if ('error' in parsed) throw new Error(`${parsed.error}: ${text}`)
    return parsed.message[0]
  })

describe('the event stream', () => {
  test('[LINK-30] however the network cuts it, the same blocks come out', () => {
    const stream = `: welcome\n\nretry: 1000\n\nevent: hello\ndata: {"a":1}\n\n${event(1)}id: ${EPOCH}:2\r\n\r\n${event(3)}`
    const whole = createSseReader()(stream)
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length }), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const next = createSseReader()
        const parts = places.slice(1).flatMap((place, i) => next(stream.slice(places[i], place)))
        expect(parts).toEqual(whole)
      }),
    )
  })

  test('[LINK-31] retained events are parts of a snapshot until its end, and live ones after it', () => {
    const end = `id: ${EPOCH}:2\nevent: snapshot-complete\ndata: {}\n\n`
    expect(read(`event: reset\ndata: {}\n\n${event(1)}${event(2)}${end}${event(3)}`)).toMatchObject([
      { type: 'snapshot', reset: true, complete: true, cursor: { offset: 2 }, events: [{ offset: 1 }, { offset: 2 }] },
      { type: 'events', cursor: { offset: 3 }, events: [{ offset: 3 }] },
    ])
  })

  test('[LINK-32] an empty log ends at once, and a gap is told as it is', () => {
    expect(read(`event: reset\n\nid: ${EPOCH}:0\nevent: snapshot-complete\ndata: {}\n\n`)).toMatchObject([
      { type: 'snapshot', reset: true, complete: true, events: [] },
    ])
    expect(read('event: gap\ndata: {"from":1,"to":9,"dropped":3}\n\n')).toEqual([
      { type: 'gap', from: 1, to: 9, dropped: 3 },
    ])
  })

  test('[LINK-33] a heartbeat is a sign of life, though no event', async () => {
    const bytes = new TextEncoder().encode(`id: ${EPOCH}:7\n\n`)
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes)
        controller.close()
      },
    })
    const asked: string[] = []
    const transport = sseTransport('http://127.0.0.1:1', async (url) => {
      asked.push(String(url))
      return new Response(body)
    })
    const sink = { received: vi.fn(), heard: vi.fn(), closed: vi.fn() }
    transport.open(() => ({ epoch: EPOCH, offset: 5 }), sink)
    await vi.waitFor(() => expect(sink.closed).toHaveBeenCalledOnce())
    expect(asked).toEqual([`http://127.0.0.1:1/api/events?cursor=${EPOCH}%3A5`])
    expect(sink.heard).toHaveBeenCalledOnce()
    expect(sink.received).not.toHaveBeenCalled()
  })

  test('[LINK-34] after the undo nothing is received, not even what came in the same chunk', async () => {
    const ping = 'event: ping\ndata: {}\n\n'
    const transport = sseTransport('http://127.0.0.1:1', async () => new Response(ping + ping))
    const sink = { received: vi.fn(() => shut()), heard: vi.fn(), closed: vi.fn() }
    const shut = transport.open(() => null, sink)
    await vi.waitFor(() => expect(sink.received).toHaveBeenCalled())
    expect(sink.received).toHaveBeenCalledOnce()
    expect(sink.closed).not.toHaveBeenCalled()
  })
})
