import { appendFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { readTail } from './files/tail'
import { jsonLines } from './json-lines'
import { harness } from './testing/harness'

test('[FEED-TAIL-5] what another program holds is read when it lets go, goes on where it was, and is told meanwhile', async () => {
  const heard: unknown[] = []
  let held = false
  const feeder = jsonLines(
    {
      name: 'episodes',
      files: { kind: 'named', names: ['index.jsonl'] },
      reader: () => ({
        line(json) {
          heard.push(json)
          return null
        },
        restarted: () => void heard.push('anew'),
        flush: () => null,
      }),
    },
    async (...args) => {
      if (held) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      await readTail(...args)
    },
  )
  const { start, stop, write, eventually, health } = harness([feeder])
  onTestFinished(stop)
  const path = write('index.jsonl', '1\n')
  await start()
  expect(heard).toEqual([1])

  held = true
  appendFileSync(path, '2\n')
  await eventually(() => expect(health().episodes).toMatchObject({ state: 'broken' }))
  expect(health().episodes).toMatchObject({ message: 'index.jsonl: cannot be read (EBUSY)' })
  held = false
  await eventually(() => expect(heard).toEqual([1, 2]))
  expect(health().episodes).toMatchObject({ state: 'ok' })
})
