import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { type Clock, fakeClock } from '../../shared/clock'
import { fetchParsed, untilAnswered } from './fetch-parsed'

test('[PRESENTER-15] a server that takes a question and never answers is not waited for', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  onTestFinished(() => {
    vi.restoreAllMocks()
    server.closeAllConnections()
    server.close()
  })
  await vi.waitFor(() => expect(server.listening).toBe(true))
  const patience = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal)
  server.once('request', () => patience.abort())
  const { port } = server.address() as AddressInfo
  expect(await fetchParsed(`http://127.0.0.1:${port}/`, z.unknown())).toBeNull()
})

test('[PRESENTER-16] what could not be had is asked for again, until it is there or no longer wanted', async () => {
  const clock = fakeClock()
  const answers = [null, null, 'notes']
  const ask = vi.fn(async () => answers.shift() ?? null)
  const told = vi.fn()
  untilAnswered(ask, told, clock)
  for (const tries of [1, 2]) {
    await vi.waitFor(() => expect(clock.pending()).toBe(1))
    expect(ask).toHaveBeenCalledTimes(tries)
    clock.advance(30_000)
  }
  await vi.waitFor(() => expect(told).toHaveBeenCalledExactlyOnceWith('notes'))
  expect(clock.pending()).toBe(0)

  const undo = untilAnswered(ask, told, clock)
  await vi.waitFor(() => expect(clock.pending()).toBe(1))
  undo()
  expect(clock.pending()).toBe(0)
  expect(told).toHaveBeenCalledOnce()
})

test('[PRESENTER-18] what cannot be had is asked for ever more seldom', async () => {
  // A page whose role is too low asked every three seconds, for as long as it was open.
  const clock = fakeClock()
  const waits: number[] = []
  const after: Clock['after'] = (ms, call) => {
    waits.push(ms)
    return clock.after(ms, call)
  }
  const undo = untilAnswered(async () => null, vi.fn(), { ...clock, after })
  for (let n = 1; n <= 5; n++) {
    await vi.waitFor(() => expect(waits).toHaveLength(n))
    clock.advance(30_000)
  }
  undo()
  expect(waits[0]).toBeLessThanOrEqual(4_000)
  expect(waits[4]).toBeGreaterThanOrEqual(15_000)
})
