import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { McapStreamReader } from '@mcap/core'
import { build } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { defaultRetention } from '../../shared/topics'
import { openSink } from './mcap/sink'
import { decompressHandlers, loadZstd } from './mcap/zstd'
import { repairTape } from './tape/repair'
import { openSource } from './tape/source'
import { bytesOf, opened } from './testing/kit'

/** Long enough for several chunks. */
const RECORD_MS = 3_000

test('[REC-9] a recorder that is killed leaves a file that plays to within a second of its death, and can be repaired', async () => {
  const dir = await mkdtemp(join(import.meta.dirname, '../../../node_modules/.killed-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const entry = fileURLToPath(new URL('./testing/record-until-killed.ts', import.meta.url))
  const rolldownOptions = { output: { entryFileNames: 'child.mjs' } }
  await build({ configFile: false, logLevel: 'error', build: { ssr: entry, outDir: dir, rolldownOptions } })
  const file = join(dir, 'killed.mcap')
  const child = spawn(process.execPath, [join(dir, 'child.mjs'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let first = 0
  let last = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    first ||= last
    if (last - first >= RECORD_MS) child.kill('SIGKILL')
  }
  expect(last - first).toBeGreaterThanOrEqual(RECORD_MS)

  await loadZstd()
  const reader = new McapStreamReader({ decompressHandlers })
  reader.append(await bytesOf(file))
  let messages = 0
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) if (record.type === 'Message') messages++
  expect(messages).toBeGreaterThan(100)

  const tape = await opened(file)
  expect(tape.index.cut).toBe(true)
  expect(last - tape.endMs).toBeLessThan(1_000)
  const { drafts } = await tape.stateAt(tape.endMs, defaultRetention)
  expect(drafts.length).toBeGreaterThan(100)

  const mended = join(dir, 'mended.mcap')
  const [source, sink] = [await openSource(file), await openSink(mended)]
  await repairTape(source, sink, () => {})
  await Promise.all([source.close(), sink.close()])
  const whole = await opened(mended)
  expect(whole.index).toEqual({ ...tape.index, cut: false, channels: whole.index.channels, chunks: whole.index.chunks })
  expect((await whole.stateAt(tape.endMs, defaultRetention)).drafts).toEqual(drafts)
  await Promise.all([tape.close(), whole.close()])
})
