import { expect, test, vi } from 'vitest'
import { webSocketTransport } from './ws'

/** A socket in memory: `EventTarget` is all that the transport listens to. */
function socket() {
  const target = new EventTarget()
  const close = vi.fn()
  const listen = target.addEventListener.bind(target)
  const opened: string[] = []
  const openSocket = (url: string) => {
    opened.push(url)
    return { addEventListener: listen, close, send: vi.fn() }
  }
  return { target, close, opened, openSocket }
}

const sinkOf = () => ({ received: vi.fn(), heard: vi.fn(), closed: vi.fn() })

test('[LINK-42] it resumes by the cursor in its address, encrypted where the page is', () => {
  const { opened, openSocket } = socket()
  webSocketTransport('https://talk.example', openSocket).open(() => null, sinkOf())
  webSocketTransport('http://127.0.0.1:8490', openSocket).open(
    () => ({ epoch: '0123456789abcdef', offset: 3 }),
    sinkOf(),
  )
  expect(opened).toEqual(['wss://talk.example/ws', 'ws://127.0.0.1:8490/ws?cursor=0123456789abcdef%3A3'])
})

test('[LINK-43] after the undo nothing is heard of it any more', () => {
  const { target, close, openSocket } = socket()
  const sink = sinkOf()
  const shut = webSocketTransport('http://127.0.0.1:1', openSocket).open(() => null, sink)
  target.dispatchEvent(Object.assign(new Event('message'), { data: 'hello' }))
  shut()
  shut()
  target.dispatchEvent(Object.assign(new Event('message'), { data: 'late' }))
  target.dispatchEvent(Object.assign(new Event('close'), { code: 1006, reason: '' }))
  expect(sink.received.mock.calls).toEqual([['hello']])
  expect(sink.closed).not.toHaveBeenCalled()
  expect(close).toHaveBeenCalledOnce()
})
