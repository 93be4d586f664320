import { expect, test, vi } from 'vitest'
import type { Kiosk } from './browser'
import { untilLeft } from './until-left'

type Closed = Awaited<Kiosk['closed']>

function shown() {
  const window = deferred<Closed>()
  const signal = deferred<void>()
  const say = vi.fn()
  const over = vi.fn()
  const close = async () => window.resolve({ ok: true, message: '' })
  const left = untilLeft({ closed: window.promise, close }, signal.promise, say).then(over)
  return { closed: window.resolve, end: () => signal.resolve(), say, over, left }
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

test('[KIOSK-7] closing the window ends the talk as a signal does, and a signal closes the window', async () => {
  const byHand = shown()
  byHand.closed({ ok: true, message: '' })
  await byHand.left
  const bySignal = shown()
  bySignal.end()
  await bySignal.left
  expect([byHand.say, bySignal.say].map(({ mock }) => mock.calls)).toEqual([[], []])
})

test('[KIOSK-8] a browser that ended by itself is named, and the talk goes on without it', async () => {
  const { closed, end, say, over, left } = shown()
  closed({ ok: false, message: 'cannot open display' })
  await vi.waitFor(() => expect(say).toHaveBeenCalledWith(expect.stringContaining('cannot open display')))
  expect(over).not.toHaveBeenCalled()
  end()
  await left
})
