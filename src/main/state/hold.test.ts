import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdState } from './hold'

const folder = () => join(mkdtempSync(join(tmpdir(), 'lectern-hold-')), 'data')

test('[STATE-10] a folder of state is held by one server at a time, and free when it ends', async () => {
  const dir = folder()
  const release = await holdState(dir)
  expect(release).not.toBeNull()
  expect(await holdState(dir)).toBeNull()
  release?.()
  const next = await holdState(dir)
  expect(next).not.toBeNull()
  expect(await holdState(dir)).toBeNull()
  next?.()
})

test('[STATE-13] of starts at once over what a killed server left behind, one holds the state', {
  skip: process.platform === 'win32',
}, async () => {
  const dir = folder()
  await holdState(dir).then((release) => release?.())
  for (let round = 0; round < 5; round++) {
    writeFileSync(join(dir, 'held'), '')
    const all = await Promise.all([1, 2, 3].map(() => holdState(dir)))
    const held = all.filter((release) => release !== null)
    expect(held).toHaveLength(1)
    for (const release of held) release()
  }
})

test('[STATE-11] what a killed server left behind, or anything else, keeps no start from the state', {
  skip: process.platform === 'win32',
}, async () => {
  const dir = folder()
  await holdState(dir).then((release) => release?.())
  const script = `require('net').createServer().listen(${JSON.stringify(join(dir, 'held'))}, () => console.log('up'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(await holdState(dir)).toBeNull()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readdirSync(dir)).toEqual(['held'])
  const release = await holdState(dir)
  expect(await holdState(dir)).toBeNull()
  release?.()

  const other = folder()
  await holdState(other).then((release) => release?.())
  writeFileSync(join(other, 'held'), '')
  const taken = await holdState(other)
  expect(await holdState(other)).toBeNull()
  taken?.()
  const long = join(folder(), 'x'.repeat(60))
  for (const name of ['data-1', 'data-2']) expect(await holdState(join(long, name))).not.toBeNull()
  expect(await holdState('/dev/null/state')).not.toBeNull()
})
