import { expect, test } from 'vitest'
import { diskSentence } from './disk-sentence'

test('[RECORD-3] a disk that refuses is told in words, with the directory where the system names it', () => {
  const error = (code: string, path?: string) => Object.assign(new Error(code), { code, ...(path ? { path } : {}) })
  expect(
    [error('EACCES', '/talks/a.mcap'), error('EPERM'), error('EROFS'), error('EIO'), null].map(diskSentence),
  ).toEqual([
    'you may not write into /talks',
    'you may not write into its directory',
    'the disk is read-only',
    'the disk refuses (EIO)',
    'its file or directory was taken away',
  ])
})
