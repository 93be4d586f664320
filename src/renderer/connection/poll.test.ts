import { expect, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { SILENCE_MS } from './machine'
import { pollTransport } from './poll'

const EPOCH = '0123456789abcdef'

/** A server that answers when it is told to. */
function server() {
  const asked: URL[] = []
  const answers: ((response: Response) => void)[] = []
  const request: typeof fetch = (url) => {
    asked.push(new URL(String(url)))
    return new Promise((resolve) => answers.push(resolve))
  }
  return { asked, request, answer: (response: Response) => answers.shift()?.(response) }
}

const sinkOf = () => ({ received: vi.fn(), heard: vi.fn(), closed: vi.fn() })

test('[LINK-40] the first question is not held back, and every other starts where the last answer led, after the pause', async () => {
  const { asked, request, answer } = server()
  const clock = fakeClock()
  const sink = sinkOf()
  let offset = 1
  const transport = pollTransport({ origin: 'http://127.0.0.1:1', waitS: 25, intervalS: 2, clock, request })
  const shut = transport.open(() => ({ epoch: EPOCH, offset }), sink)
  answer(new Response('first'))
  await vi.waitFor(() => expect(clock.pending()).toBeGreaterThan(0))
  expect(sink.received).toHaveBeenCalledWith('first')
  offset = 9
  clock.advance(2_000)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(asked.map((url) => url.searchParams.get('cursor'))).toEqual([`${EPOCH}:1`, `${EPOCH}:9`])
  expect(asked.map((url) => url.searchParams.get('wait'))).toEqual(['0', '25'])
  shut()
  answer(new Response('late'))
  await Promise.resolve()
  expect(sink.received).toHaveBeenCalledOnce()
  expect(sink.closed).not.toHaveBeenCalled()
})

test('[LINK-41] a refusal closes, once, and says with what', async () => {
  const { request, answer } = server()
  const sink = sinkOf()
  const options = { origin: 'http://127.0.0.1:1', waitS: 25, intervalS: 0, clock: fakeClock(), request }
  pollTransport(options).open(() => null, sink)
  answer(new Response('', { status: 503 }))
  await vi.waitFor(() => expect(sink.closed.mock.calls).toEqual([['answered 503']]))
})

test('[LINK-44] a long pause is no silence, and the undo ends it', async () => {
  const { asked, request, answer } = server()
  const clock = fakeClock()
  const sink = sinkOf()
  const options = { origin: 'http://127.0.0.1:1', waitS: 25, intervalS: 3_600, clock, request }
  const shut = pollTransport(options).open(() => null, sink)
  answer(new Response('first'))
  await vi.waitFor(() => expect(clock.pending()).toBeGreaterThan(0))
  for (let heard = 1; heard <= 9; heard++) {
    clock.advance(SILENCE_MS - 1)
    expect(sink.heard.mock.calls.length).toBeGreaterThanOrEqual(heard)
  }
  shut()
  expect(clock.pending()).toBe(0)
  expect(asked).toHaveLength(1)

  const other = sinkOf()
  const end = pollTransport(options).open(() => null, { ...other, received: () => end() })
  answer(new Response('what is not understood'))
  await new Promise(setImmediate)
  expect(clock.pending()).toBe(0)
})
