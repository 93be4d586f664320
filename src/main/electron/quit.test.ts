import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { leaveInsteadOfQuitting } from './quit'

test('[SHELL-19] asked to quit, however often, the shell leaves by itself: the talk is saved before it ends', () => {
  // The second Cmd+Q while the state was being saved ended the program, and so did the first.
  const app = new EventEmitter()
  const leave = vi.fn()
  leaveInsteadOfQuitting(app, leave)
  const event = { preventDefault: vi.fn() }
  app.emit('before-quit', event)
  expect(leave).toHaveBeenCalledOnce()
  app.emit('before-quit', event)
  expect(event.preventDefault).toHaveBeenCalledTimes(2)
})
