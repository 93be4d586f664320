import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fileOptIns } from './opt-ins'
import { silent } from './testing/kit'

const dir = mkdtempSync(join(tmpdir(), 'opt-ins-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('[WARM-19] opt-ins are kept in one file of mode 0600 that is replaced as a whole', () => {
  const path = join(dir, 'state', 'warming.json')
  const store = fileOptIns(path, silent)
  expect([...store.load()]).toEqual([])
  store.save(new Map([['a', 30]]))
  store.save(new Map([['a', 30], ['b', 240]])) // biome-ignore format: a row
  expect([...fileOptIns(path, silent).load()]).toEqual([['a', 30], ['b', 240]]) // biome-ignore format: a row
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(dir, 'state'))).toEqual(['warming.json'])
})

test.each(['', '{', '[]', '{"a": 0}', '{"a": "x"}', 'null'])(
  '[WARM-20] a broken file (%j) is nobody opted in',
  (text) => {
    const path = join(dir, 'broken.json')
    writeFileSync(path, text)
    expect([...fileOptIns(path, silent).load()]).toEqual([])
  },
)

test('[WARM-20] a disk that cannot be written does not stop the talk', () => {
  const file = join(dir, 'a-file')
  writeFileSync(file, '')
  expect(() => fileOptIns(join(file, 'x.json'), silent).save(new Map())).not.toThrow()
})
