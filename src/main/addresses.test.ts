import { expect, test } from 'vitest'
import { bare, isLoopback } from './addresses'

const areLoopback = (...hosts: string[]) => hosts.map((host) => isLoopback(bare(host)))

test('[CONFIG-6] loopback is 127.0.0.0/8, ::1 and localhost', () => {
  expect(areLoopback('127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost')).not.toContain(false)
  expect(areLoopback('0.0.0.0', '::', '192.168.1.2', '127.evil.example')).not.toContain(true)
})
