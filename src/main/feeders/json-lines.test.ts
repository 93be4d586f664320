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
          return typeof json === 'string' ? 'is a text' : null
        },
        restarted: () => void heard.push('anew'),
        flush: () => ({ updated: null, wrong: null }),
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
  await eventually(() => expect(health().episodes).toMatchObject({ state: 'ok' }))
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
  await eventually(() => expect(health().episodes).toMatchObject({ state: 'ok' }))
})

test('[FEED-TAIL-7] a last line without its end counts where it is a whole object, once, whatever follows', async () => {
  const { start, write, eventually, heard, open, health } = begin()
  const path = write('index.jsonl', '1\n{"a":1}')
  await start()
  expect(heard).toEqual([1, { a: 1 }])
  appendFileSync(path, '\r\n{"a":2}  ')
  await eventually(() => expect(heard).toHaveLength(3))
  appendFileSync(path, ' ')
  appendFileSync(path, '\n{"a":3}\n{"a":4')
  await eventually(() => expect(heard).toHaveLength(4))
  appendFileSync(path, '}')
  await eventually(() => expect(heard).toHaveLength(5))
  // A number goes on as long as nothing else comes.
  appendFileSync(path, '\n5')
  await eventually(() => expect(health().episodes?.state).toBe('ok'))
  appendFileSync(path, '6\n')
  await eventually(() => expect(heard).toEqual([1, { a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }, 56]))
  expect(open.size).toBe(0)
})

test('[FEED-TAIL-8] what follows a whole object on its line is told by the line, and the next one counts', async () => {
  const { start, write, eventually, heard, open } = begin()
  const path = write('index.jsonl', '{"a":1}')
  await start()
  appendFileSync(path, '{"a":2}\n{"a":3}\n')
  await eventually(() => expect(heard).toEqual([{ a: 1 }, { a: 3 }]))
  expect(open.get('file/index.jsonl')?.message).toMatch(/^index.jsonl: line 1, column 8: unexpected "{"/)
})
