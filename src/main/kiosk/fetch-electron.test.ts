import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { fetchElectron } from './fetch-electron'
import { worthTrying } from './fetch-memory'

/** An installed electron package whose installer is `script`. */
function installed(script: string) {
  const root = mkdtempSync(join(tmpdir(), 'lectern-electron-'))
  const folder = join(root, 'node_modules', 'electron')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}')
  writeFileSync(
    join(folder, 'install.js'),
    `const { appendFileSync, mkdirSync, writeFileSync } = require('fs')
appendFileSync(${JSON.stringify(join(root, 'runs'))}, 'x')
${script}`,
  )
  const say = vi.fn()
  const fetching = (changes: Partial<Parameters<typeof fetchElectron>[0]> = {}) =>
    fetchElectron({ root, stateDir: join(root, 'state'), say, reaches: async () => true, ...changes })
  const runs = () => (existsSync(join(root, 'runs')) ? readFileSync(join(root, 'runs'), 'utf8').length : 0)
  return { root, folder, say, fetching, runs }
}

test('[LAUNCH-1] a binary that is not there is fetched once, with a line that says so', async () => {
  const { folder, say, fetching } = installed(`mkdirSync(__dirname + '/dist')
writeFileSync(__dirname + '/dist/electron', '')
writeFileSync(__dirname + '/path.txt', 'electron')`)
  expect(await fetching()).toBe(join(folder, 'dist', 'electron'))
  expect(say).toHaveBeenCalledWith(expect.stringMatching(/^fetching Electron 45\.4\.1/))
})

test('[LAUNCH-2] a failure is said in a line, remembered, and not tried again today', async () => {
  const { say, fetching, runs } = installed(`console.error('Error: getaddrinfo ENOTFOUND github.com'); process.exit(1)`)
  expect(await fetching()).toBeNull()
  expect(say).toHaveBeenLastCalledWith(expect.stringContaining('getaddrinfo ENOTFOUND github.com'))
  say.mockClear()
  expect(await fetching()).toBeNull()
  expect(say).not.toHaveBeenCalled()
  expect(runs()).toBe(1)
})

test('[LAUNCH-3] an installer that does not end is ended, and a host that is not reached is not waited for', async () => {
  const slow = installed('setInterval(() => {}, 1000)')
  expect(await slow.fetching({ timeoutMs: 300 })).toBeNull()
  expect(slow.say).toHaveBeenLastCalledWith(expect.stringContaining('not done after'))
  const away = installed('')
  expect(await away.fetching({ reaches: async () => false })).toBeNull()
  expect(away.runs()).toBe(0)
})

test('[LAUNCH-4] a remembered failure counts for a day, and for its own version', () => {
  const failure = { version: '45.4.1', at: 1_000_000, reason: '' }
  const day = 24 * 3_600_000
  expect(worthTrying(null, '45.4.1', 0)).toBe(true)
  expect(worthTrying(failure, '45.4.1', 1_000_000 + day - 1)).toBe(false)
  expect(worthTrying(failure, '45.4.1', 1_000_000 + day)).toBe(true)
  expect(worthTrying(failure, '46.0.0', 1_000_001)).toBe(true)
  expect(worthTrying(failure, '45.4.1', 0)).toBe(true)
})

test('[LAUNCH-5] without the package there is nothing to fetch', async () => {
  const root = mkdtempSync(join(tmpdir(), 'lectern-electron-'))
  expect(await fetchElectron({ root, stateDir: root, say: () => {} })).toBeNull()
})
