import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAlerts } from '../alerts'
import { openSink, sinkOf } from './mcap/sink'
import { createRecorder, type RecorderOptions } from './recorder'
import { detection, opened, type Stage, stage } from './testing/kit'

function recorderAt(at: Stage, changes: Partial<RecorderOptions> = {}) {
  const { broadcaster, clock, retention } = at
  const publish = (drafts: Parameters<RecorderOptions['publish']>[0]) => void broadcaster.publish(drafts)
  const recorder = createRecorder({
    clock,
    retention,
    publish,
    open: (subscriber) => broadcaster.open(subscriber, null),
    embedding: async () => null,
    alerts: createAlerts(() => broadcaster.replica, publish, clock),
    dir: join(at.dir, 'recordings'),
    ...changes,
  })
  const status = () => broadcaster.replica.read('recorder_status').at(-1)?.payload
  const alert = () => broadcaster.replica.read('alert').at(-1)?.payload
  return { recorder, status, alert }
}

test('[RECORDER-1] its status says what it does, at most once a second, and is not in its own recording', async () => {
  await using at = await stage()
  const { recorder, status } = recorderAt(at)
  const answer = await recorder.start()
  expect(status()).toMatchObject({ state: 'recording', events: 0 })
  const before = at.broadcaster.published.recorder_status
  for (let n = 0; n < 100; n++) {
    at.broadcaster.publish([detection(n)])
    at.clock.advance(100)
  }
  expect(at.broadcaster.published.recorder_status - before).toBe(10)
  expect(status()).toMatchObject({ duration_s: 10 })
  expect(await recorder.stop()).toEqual(answer)
  expect(status()).toMatchObject({ state: 'stopped', events: 100 })
  const [file = ''] = await readdir(join(at.dir, 'recordings'))
  expect(answer).toEqual({ done: { file: join(at.dir, 'recordings', file) } })
  const tape = await opened(join(at.dir, 'recordings', file))
  expect(tape.index.chunks.reduce((sum, { events }) => sum + events, 0)).toBe(100)
  await tape.close()
})

test('[RECORDER-2] one recording at a time; what cannot be started or stopped says why', async () => {
  await using at = await stage()
  await writeFile(join(at.dir, 'in the way'), '')
  const blocked = recorderAt(at, { dir: join(at.dir, 'in the way', 'recordings') })
  expect(await blocked.recorder.start()).toEqual({
    error: `no recording in ${join(at.dir, 'in the way', 'recordings')}: there is no such directory`,
  })
  const { recorder } = recorderAt(at)
  expect(await recorder.stop()).toEqual({ error: 'nothing is being recorded' })
  await recorder.start()
  expect(await recorder.start()).toEqual({ error: 'a recording is running; stop it first' })
  await recorder.close()
})

test('[RECORDER-3] a recording that fails raises an alert that the next one settles', async () => {
  await using at = await stage()
  let full = true
  const { recorder, status, alert } = recorderAt(at, {
    async openSink(file) {
      const disk = await openSink(file)
      const writeAll = async (bytes: Uint8Array) => {
        if (full && disk.position > 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        disk.write(bytes)
        await disk.drained()
      }
      return sinkOf(writeAll, disk)
    },
  })
  await recorder.start()
  at.broadcaster.publish([detection(1)])
  while (recorder.recording) {
    at.clock.advance(1_000)
    await new Promise(setImmediate)
  }
  expect(status()?.state).toBe('failed')
  expect(alert()?.message).toMatch(/^the recording lectern-\d{8}-\d{6}\.mcap has ended: the disk is full; /)
  full = false
  await rm(join(at.dir, 'recordings'), { recursive: true })
  await recorder.start()
  expect(alert()?.dismissed).toBe(true)
  await recorder.close()
})

test('[RECORDER-5] a second recording within the same second has a file of its own', async () => {
  await using at = await stage()
  const { recorder } = recorderAt(at)
  const answers: unknown[] = []
  for (let n = 0; n < 3; n++) {
    answers.push(await recorder.start())
    await recorder.stop()
  }
  // By their names they stand in the order of their beginnings.
  const files = (await readdir(join(at.dir, 'recordings'))).sort()
  expect(answers).toEqual(files.map((file) => ({ done: { file: join(at.dir, 'recordings', file) } })))
  expect(files[2]).toMatch(/^lectern-\d{8}-\d{6}_3\.mcap$/)
})

test('[RECORDER-6] who stops, or ends the server, while the file is being opened waits for it', async () => {
  await using at = await stage()
  const one = recorderAt(at).recorder
  const started = one.start()
  expect(one.recording).toBe(true)
  expect(await one.stop()).toEqual(await started)
  expect(await started).toHaveProperty('done')

  const { recorder } = recorderAt(at)
  const timers = at.clock.pending()
  const starting = recorder.start()
  await recorder.close()
  expect(at.clock.pending()).toBe(timers)
  expect(await recorder.start()).toHaveProperty('error')
  expect(await starting).toHaveProperty('done')
  const files = (await readdir(join(at.dir, 'recordings'))).sort()
  const tape = await opened(join(at.dir, 'recordings', files.at(-1) ?? ''))
  expect(tape.index.cut).toBe(false)
  await tape.close()
})

test('[RECORDER-7] a disk that hangs holds up the end of the server for a second, and its recording plays', async () => {
  await using at = await stage()
  let hangs = false
  let pending = () => 0
  const { recorder } = recorderAt(at, {
    async openSink(file) {
      const disk = await openSink(file)
      const writeAll = async (bytes: Uint8Array) => {
        if (hangs) await new Promise(() => {})
        disk.write(bytes)
        await disk.drained()
      }
      const sink = sinkOf(writeAll, disk)
      pending = () => sink.pending
      return sink
    },
  })
  await recorder.start()
  at.broadcaster.publish([detection(1)])
  at.clock.advance(2_000)
  while (pending() > 0) await new Promise(setImmediate)
  hangs = true
  const closed = recorder.close()
  at.clock.advance(1_000)
  await closed
  expect(at.clock.pending()).toBe(0)
  const [file = ''] = await readdir(join(at.dir, 'recordings'))
  const tape = await opened(join(at.dir, 'recordings', file))
  expect(tape.index.cut).toBe(true)
  await tape.close()
})
