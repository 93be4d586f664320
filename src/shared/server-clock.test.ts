import { expect, test } from 'vitest'
import { createServerClock } from './server-clock'

test('[LINK-50] of late messages the least late tells the server’s time', () => {
  const server = createServerClock()
  expect(server.offsetMs()).toBe(0)
  server.sample(100, 95_000)
  server.sample(101, 98_500)
  server.sample(102, 97_800)
  expect(server.offsetMs()).toBe(5_000)
})

test('[LINK-51] a clock that was set is believed after a few messages', () => {
  const server = createServerClock()
  server.sample(100, 0)
  for (let i = 0; i < 8; i++) server.sample(100, 100_000)
  expect(server.offsetMs()).toBe(0)
})
