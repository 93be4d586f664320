import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { endsAtOnce, interrupted } from './signals'

test('[CLI-6] a signal that comes twice within half a second is one, and its end is not cut off; a later one ends at once', async () => {
  // Ctrl+C under `npm start`: the terminal, npm and the launcher each send one, and the state was not saved.
  const clock = fakeClock()
  const program = Object.assign(new EventEmitter(), { exit: vi.fn() })
  const end = interrupted(program, clock)
  program.emit('SIGINT')
  await end
  program.emit('SIGINT')
  clock.advance(499)
  program.emit('SIGTERM')
  expect(program.exit).not.toHaveBeenCalled()
  clock.advance(1)
  program.emit('SIGINT')
  expect(program.exit).toHaveBeenCalledExactlyOnceWith(0)
})

test('[CLI-12] a signal ends a server that still starts at once, as a wish and no failure, and later it may save', () => {
  // It was killed by the signal, which whoever supervises it takes for a crash.
  const program = Object.assign(new EventEmitter(), { exit: vi.fn() })
  endsAtOnce(program)
  program.emit('SIGTERM')
  expect(program.exit).toHaveBeenCalledExactlyOnceWith(0)
  void interrupted(program, fakeClock())
  program.emit('SIGTERM')
  expect(program.exit).toHaveBeenCalledOnce()
})
