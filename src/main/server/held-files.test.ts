import { expect, test, vi } from 'vitest'
import { holdFiles } from './held-files'

const seen = { stamp: '1', bytes: 40 }

test('[ASSET-4] whoever asks for a file while it is read shares that reading, and it is counted once', async () => {
  const read = vi.fn(async (file: string) => file)
  const find = holdFiles(100, read)
  expect(await Promise.all(Array.from({ length: 5 }, () => find('a', seen)))).toEqual(Array(5).fill('a'))
  await find('b', seen)
  await find('a', seen)
  expect(read.mock.calls).toEqual([['a'], ['b']])
})

test('[ASSET-5] past the limit the file longest unused goes, and one that has changed is read anew', async () => {
  const read = vi.fn(async (file: string) => file)
  const find = holdFiles(100, read)
  for (const file of ['a', 'b', 'a', 'c', 'a', 'b']) await find(file, seen)
  expect(read.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b'])
  await find('b', { stamp: '2', bytes: 40 })
  await find('a', seen)
  expect(read.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b', 'b'])
})

test('[ASSET-6] a reading that failed is not held', async () => {
  const read = vi.fn(async (file: string) => file).mockRejectedValueOnce(new Error('too many open files'))
  const find = holdFiles(100, read)
  await expect(Promise.all([find('a', seen), find('a', seen)])).rejects.toThrow('too many')
  expect(await find('a', seen)).toBe('a')
})
