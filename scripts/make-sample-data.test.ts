import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

function files(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    names.map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return [file.slice(dir.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')]
    }),
  )
}

test('[SAMPLE-DATA-1] the generator writes what is committed, byte by byte, and at most 6 MB', {
  timeout: 60_000,
}, () => {
  const temporary = mkdtempSync(join(tmpdir(), 'lectern-sample-'))
  try {
    execFileSync(process.execPath, [join(root, 'scripts/make-sample-data.mjs'), temporary])
    const committed = join(root, 'resources/data')
    expect(files(join(temporary, 'resources/data'))).toEqual(files(committed))
    const bytes = Object.keys(files(committed)).map((name) => readFileSync(join(committed, name)).length)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000)
    const base = 'src/main/feeders/sample/base.json'
    const parsed = (from: string): unknown => JSON.parse(readFileSync(join(from, base), 'utf8'))
    expect(parsed(temporary)).toEqual(parsed(root))
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
})
