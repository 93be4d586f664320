import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { restoreState } from '../../src/main/state/restore'
import { decodeState, encodeState } from '../../src/main/state/state-file'
import { payloads } from '../../src/shared/payloads'
import { isTopic } from '../../src/shared/topics'
import { events } from './payloads'
import { rounds } from './rounds'

const sealed = (text: string) => `lectern-state 1 ${createHash('sha256').update(text).digest('hex')}\n${text}\n`
const saved = fc.record({
  events: fc.array(fc.oneof(events, fc.jsonValue())),
  memory: fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue())), fc.jsonValue()),
})
/** Text of anything, states of anybody, and our own, cut or changed. */
const files = fc.oneof(
  fc.string(),
  fc.string().map(sealed),
  fc.json().map(sealed),
  saved.map((state) => sealed(JSON.stringify(state))),
  fc.tuple(fc.nat(400), fc.string()).map(([cut, more]) => `${encodeState([], {}).slice(0, cut)}${more}`),
)

test('[FUZZ-2] whatever a state file holds, reading it gives valid events or a reason, and never throws', () => {
  fc.assert(
    fc.property(files, (text) => {
      const result = decodeState(text)
      if ('error' in result) {
        expect(result.error).not.toBe('')
        return
      }
      for (const { type, payload } of result.state.events) {
        expect(isTopic(type) && payloads[type].safeParse(payload).success).toBe(true)
      }
    }),
    rounds(300),
  )
})

test('[FUZZ-2] a state file that cannot be read is set aside, whatever it holds', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-fuzz-'))
  const log = pino({ level: 'silent' })
  await fc.assert(
    fc.asyncProperty(fc.oneof(files, fc.uint8Array()), async (content) => {
      await writeFile(join(dir, 'state'), content)
      const readable = 'state' in decodeState(Buffer.from(content).toString())
      await restoreState(dir, log)
      expect(await readdir(dir)).toEqual(readable ? ['state'] : ['state.set-aside'])
      await rm(join(dir, 'state.set-aside'), { force: true })
    }),
    rounds(60),
  )
  await rm(dir, { recursive: true })
})
