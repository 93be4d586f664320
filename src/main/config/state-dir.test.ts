import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultStateDir, needStateDir, stateDirError } from './state-dir'
import { UsageError } from './usage-error'

const root = mkdtempSync(join(tmpdir(), 'lectern-state-dir-'))
const file = join(root, 'file')
writeFileSync(file, '')

describe('the state directory', () => {
  test('[CONFIG-11] a place that is no directory of one’s own is refused in one sentence, before anything is made there', () => {
    symlinkSync(join(root, 'nothing'), join(root, 'link'))
    expect(stateDirError(file)).toBe(`--state ${file}: is a file, not a directory; name a directory of your own`)
    expect(stateDirError(join(file, 'a', 'b'))).toBe(
      `--state ${join(file, 'a', 'b')}: lies under ${file}, which is a file; name a directory of your own`,
    )
    // `mkdir` with `recursive` never came back from here.
    expect(stateDirError(join(root, 'link', 'state'))).toMatch(/cannot be written \(ENOENT\); name a directory/)
    expect(() => needStateDir(file)).toThrow(UsageError)
    expect(readdirSync(root).sort()).toEqual(['file', 'link'])
  })

  test.skipIf(process.platform !== 'linux')('[CONFIG-11] /proc holds nobody’s state', () => {
    expect(stateDirError('/proc/lectern')).toBe(
      '--state /proc/lectern: cannot be written (ENOENT); name a directory of your own',
    )
  })

  test('[CONFIG-12] a directory that is there, or can be made, is asked and left as it was', () => {
    const own = join(root, 'own')
    mkdirSync(own)
    expect([stateDirError(own), stateDirError(join(own, 'not', 'yet'))]).toEqual([null, null])
    expect(readdirSync(own)).toEqual([])
    expect(existsSync(join(own, 'not'))).toBe(false)
  })

  test('[CONFIG-17] an XDG_STATE_HOME that is relative or empty is ignored', () => {
    const of = (XDG_STATE_HOME: string) => defaultStateDir('linux', { XDG_STATE_HOME }, '/home/me')
    expect(of('/state')).toBe(join('/state', 'lectern'))
    expect([of('state'), of('')]).toEqual(Array(2).fill(join('/home/me', '.local', 'state', 'lectern')))
  })
})
