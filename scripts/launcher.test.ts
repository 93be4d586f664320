import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'

/** Stands for electron-vite: what it makes prints the program's source. */
const BUILDER = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { digestFile, digestOfSources } from '../../../bin/sources.mjs'
const said = readFileSync('src/program.txt', 'utf8')
if (said === 'broken') process.exit(1)
mkdirSync('out/main', { recursive: true })
writeFileSync('out/main/node.js', 'console.log(' + JSON.stringify(said) + ')')
writeFileSync(digestFile('.'), digestOfSources('.'))
`

/** A clone of a program that says what its source says. */
function clone() {
  const root = mkdtempSync(join(tmpdir(), 'lectern-launcher-'))
  onTestFinished(() => {
    chmodSync(root, 0o755)
    rmSync(root, { recursive: true, force: true })
  })
  cpSync(join(import.meta.dirname, '..', 'bin'), join(root, 'bin'), { recursive: true })
  const write = (name: string, text: string) => {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  write('node_modules/electron-vite/bin/electron-vite.js', BUILDER)
  write('package.json', '{"type":"module"}')
  write('electron.vite.config.ts', '')
  write('scripts/build/plugin.ts', '')
  write('src/program.txt', 'first')
  const start = async (as: { uid?: number } = {}) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(root, 'bin', 'lectern.mjs')], as)
    return { said: stdout.trim(), stderr: stderr.trim() }
  }
  return { root, write, start }
}

const BUILDING = 'lectern: building, this takes a few seconds …'

describe('the launcher', () => {
  test('[BUILD-1] it builds what was never built, and what was edited since, once', async () => {
    const { write, start } = clone()
    expect(await start()).toEqual({ said: 'first', stderr: BUILDING })
    expect(await start()).toEqual({ said: 'first', stderr: '' })
    write('src/program.txt', 'other')
    expect(await start()).toEqual({ said: 'other', stderr: BUILDING })
    write('src/program.txt', 'broken')
    await expect(start()).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('the build failed') })
  })

  test('[BUILD-2] a copy that gave every file another time is not built again', async () => {
    const { root, start } = clone()
    await start()
    const later = Date.now() / 1000 + 3_600
    for (const name of ['src/program.txt', 'src', 'package.json']) utimesSync(join(root, name), later, later)
    expect(await start()).toEqual({ said: 'first', stderr: '' })
  })

  test('[BUILD-3] where it may not write, it starts what was built before, and says so in a line', {
    skip: process.platform === 'win32',
  }, async () => {
    const { root, write, start } = clone()
    await start()
    write('src/program.txt', 'other')
    for (const dir of ['out', '.']) chmodSync(join(root, dir), 0o555)
    const { said, stderr } = await start(process.getuid?.() === 0 ? { uid: 65_534 } : {})
    expect(said).toBe('first')
    expect(stderr).toMatch(/^lectern: the sources in .+ have changed, and this user cannot write there: .+$/)
  })
})
