import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { importTape } from './import'

const line = (label: string) => `{"type":"marker","payload":{"label":"${label}"},"timestamp":1}\r\n`

beforeEach(() => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => said.mockRestore())
})

async function imported(...parts: (string | Buffer)[]) {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-import-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const stream = Readable.from(Buffer.concat(parts.map((part) => Buffer.from(part))), { objectMode: false })
  const status = await importTape({ out: join(dir, 'a.mcap') }, stream).catch(({ message }) => message)
  return { status, files: await readdir(dir) }
}

test('[CLI-17] an import takes what Windows adds, and of a line that is not UTF-8 it says which it is, and writes nothing', async () => {
  expect(await imported('\uFEFF', line('one'), line('a\u00e9'))).toEqual({ status: 0, files: ['a.mcap'] })
  const { status, files } = await imported(line('one'), Buffer.from(line('caf\u00e9'), 'latin1'))
  expect(status).toBe('standard input: line 2 is not UTF-8; save it as UTF-8')
  expect(files).toEqual([])
})
