import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UsageError } from '../config/usage-error'
import { packageRoot } from '../paths'
import { runProgram } from './program'
import { rehearseFlags } from './rehearse'

const told = { stdout: '', stderr: '' }
const run = (...args: string[]) => runProgram(args, { present: async () => 0 })

beforeEach(() => {
  Object.assign(told, { stdout: '', stderr: '' })
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      told[name] += text
      return true
    })
  }
})
afterEach(() => void vi.restoreAllMocks())

test('[CLI-8] without a command the help is shown, and the status is 2', async () => {
  expect(await run()).toBe(2)
  expect(told.stderr).toMatch(/^Usage: lectern /)
  expect(told.stderr).toMatch(/--version[\s\S]*\bserve\b/)
  expect(told.stderr).not.toContain('outputHelp')
  await expect(run('dance')).rejects.toThrow(UsageError)
})

test('[CLI-9] --version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  expect(await run('--version')).toBe(0)
  expect(told.stdout).toBe(`${version}\n`)
})

test('[CLI-10] the help promises no data where a command takes none', async () => {
  expect([await run('rehearse', '--help'), await run('export', '--help')]).toEqual([0, 0])
  expect(told.stdout).not.toContain('(default: the sample data)')
  expect(told.stdout).toContain('with --html: pages of these data')
  expect(await run('rehearse', 'talk.mcap', '--data', '.')).toBe(0)
})

test('[CLI-21] the help says what each flag is, where it also comes from, and its default as it is typed', async () => {
  for (const command of ['present', 'serve', 'doctor', 'record', 'publish', 'export']) {
    expect(await run(command, '--help')).toBe(0)
  }
  expect(told.stdout).toMatch(/--producer-token <token> +the token of the producer \(env:\s+LECTERN_PRODUCER_TOKEN\)/)
  expect(told.stdout).toMatch(/\(default:\s+8490\)/)
  expect(told.stdout).not.toMatch(/default:\s+"|> *$/m)
})

test('[CLI-22] the doctor takes every flag of a talk', async () => {
  const talk = ['--windowed', '--browser', '--display', '1', '--audience-open', '--scene', '9']
  await expect(run('doctor', ...talk, '--port', 'many')).rejects.toThrow('--port many: use a whole number')
})

test('[CLI-15] a number is written in decimal digits', async () => {
  await expect(run('rehearse', 'talk.mcap', '--speed', '0x2')).rejects.toThrow('--speed 0x2: use a number')
  await expect(run('sample', '--seed', '1e3')).rejects.toThrow('--seed 1e3: use a whole number')
  expect(await run('rehearse', 'talk.mcap', '--speed', '0.5')).toBe(0)
})

test('[CLI-20] behind a colon minutes and seconds go to 59, before the first there may be more', () => {
  const flags = { host: '127.0.0.1', port: '0', logLevel: 'warn', speed: '1' }
  const fromMs = (from: string) => rehearseFlags('talk.mcap', { ...flags, from }).rehearsal?.fromMs
  expect(['99', '99:30', '1:02:03.5'].map(fromMs)).toEqual([99_000, 5_970_000, 3_723_500])
  for (const from of ['1:99', '1:60', '1:60:00', '1:2:3:4', ':5', '']) {
    expect(() => fromMs(from)).toThrow(`--from ${from}: use seconds, or a time like 12:30`)
  }
})
