import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { runElectron, statusOf } from './electron'

const folder = mkdtempSync(join(tmpdir(), 'lectern-shell-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Stands for Electron's binary. */
function binary(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!${process.execPath}\n${script}`, { mode: 0o755 })
  return file
}

test('[LAUNCH-6] a signal to the launcher alone reaches Electron too, whose end the launcher waits for', async () => {
  const note = (name: string) => `require('fs').writeFileSync(${JSON.stringify(join(folder, name))}, '')`
  const noted = (name: string) => vi.waitFor(() => expect(existsSync(join(folder, name))).toBe(true), 10_000)
  const electron = binary(
    'waits.cjs',
    `setInterval(() => {}, 1000)
process.on('SIGINT', () => ${note('interrupted')})
process.on('SIGTERM', () => process.exit(7))
${note('ready')}`,
  )
  const launcher = new EventEmitter()
  const status = runElectron(electron, [], { say: () => {}, launcher })
  await noted('ready')
  launcher.emit('SIGINT')
  await noted('interrupted')
  launcher.emit('SIGTERM')
  expect(await status).toBe(7)
})

test('[LAUNCH-7] an Electron that crashed is a failure, one that a signal asked to end is none', () => {
  expect([statusOf(null, 'SIGSEGV'), statusOf(null, 'SIGKILL')]).toEqual([1, 1])
  expect([statusOf(null, 'SIGINT'), statusOf(null, 'SIGTERM')]).toEqual([0, 0])
  expect([statusOf(0, null), statusOf(2, null)]).toEqual([0, 2])
})

test('[LAUNCH-8] an Electron that does not start is said in a line, with what does without it', async () => {
  const say = vi.fn()
  const crashed = runElectron(binary('crashes.cjs', `process.kill(process.pid, 'SIGKILL')`), [], { say })
  expect(await crashed).toBe(1)
  expect(say).not.toHaveBeenCalled()
  expect(await runElectron(join(folder, 'none'), [], { say })).toBe(2)
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^Electron did not start \(.*ENOENT.*--browser/))
})
