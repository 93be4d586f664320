import { appendFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { readTail } from './files/tail'
import { jsonLines } from './json-lines'
import { harness } from './testing/harness'

/** A feeder that hears numbers, of a file that another program may hold: then nothing of it can be read. */
function begin() {
  const heard: unknown[] = []
  const file = { held: false }
  const feeder = jsonLines(
    {
      name: 'episodes',
      files: { kind: 'named', names: ['index.jsonl'] },
      reader: () => ({
        line(json) {
          heard.push(json)
          return typeof json === 'number' ? null : 'is no number'
        },
        restarted: () => void heard.push('anew'),
        flush: () => null,
      }),
    },
    (path, stamp, place, sink) => {
      const busy = () => {
        throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      }
      return readTail(path, stamp, place, file.held ? { ...sink, lines: busy } : sink)
    },
  )
  const at = harness([feeder])
  onTestFinished(at.stop)
  return { ...at, heard, file, broken: () => at.eventually(() => expect(at.health().episodes?.state).toBe('broken')) }
}

test('[FEED-TAIL-5] what another program holds is read when it lets go, goes on where it was, and is told meanwhile', async () => {
  const { start, write, eventually, health, heard, file, broken } = begin()
  const path = write('index.jsonl', '1\n')
  await start()
  file.held = true
  appendFileSync(path, '2\n')
  await broken()
  expect(health().episodes).toMatchObject({ message: 'index.jsonl: cannot be read (EBUSY)' })
  file.held = false
  await eventually(() => expect(heard).toEqual([1, 2]))
  expect(health().episodes).toMatchObject({ state: 'ok' })
})

test('[FEED-TAIL-6] a mended file takes its alert along, also where it could not be read at first', async () => {
  const { start, write, eventually, open, health, heard, file } = begin()
  write('index.jsonl', '"x"\n')
  await start()
  expect([...open.keys()]).toEqual(['file/index.jsonl'])
  file.held = true
  write('index.jsonl', '3\n')
  await eventually(() => expect(heard).toContain('anew'))
  file.held = false
  await eventually(() => expect(heard).toContain(3))
  await eventually(() => expect(open.size).toBe(0))
  expect(health().episodes).toMatchObject({ state: 'ok' })
})
