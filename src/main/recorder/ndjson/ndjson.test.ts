import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSink } from '../mcap/sink'
import { anyDraft, contentOf, opened, record, type Stage, stage, stopped } from '../testing/kit'
import { importLines } from './import'
import { lineOf, linesOf, textOf } from './lines'

async function exported(file: string): Promise<string[]> {
  const tape = await opened(file)
  const texts: string[] = []
  for await (const line of linesOf(tape)) texts.push(textOf(line))
  await tape.close()
  return texts
}

async function imported(at: Stage, texts: readonly string[]) {
  const file = at.newFile()
  const sink = await openSink(file)
  async function* lines() {
    yield* texts
  }
  const result = await importLines(lines(), sink)
  await sink.close()
  return { file, result }
}

test('[NDJSON-1] what was exported and imported is exported the same, and plays the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.array(anyDraft, { maxLength: 4 }), fc.nat(9)), {
        maxLength: 20,
      }),
      async (script) => {
        await using at = await stage()
        const run = await record(at)
        for (const [ms, drafts, dice] of script) {
          at.clock.advance(ms)
          if (dice === 0) at.broadcaster.restart(drafts)
          else at.broadcaster.publish(drafts)
        }
        at.clock.advance(1_000)
        await stopped(run)
        const texts = await exported(run.file)
        const { file, result } = await imported(at, texts)
        expect(result).toEqual({ events: texts.filter((text) => !text.includes('"reset":true')).length })
        expect(await exported(file)).toEqual(texts)
        const [before, after] = [await opened(run.file), await opened(file)]
        const end = Math.max(before.endMs, after.endMs)
        const [a, b] = [await before.stateAt(end, at.retention), await after.stateAt(end, at.retention)]
        expect(contentOf(a.drafts)).toEqual(contentOf(b.drafts))
        await Promise.all([before.close(), after.close()])
      },
    ),
    { numRuns: 40 },
  )
})

test('[NDJSON-2] events as a producer writes them are a recording too: they happened at their timestamps', async () => {
  await using at = await stage()
  const event = (timestamp: number) => JSON.stringify({ type: 'marker', payload: { label: 'x' }, timestamp })
  const { file } = await imported(at, [event(100), '', event(160)])
  const tape = await opened(file)
  expect([tape.startMs, tape.endMs]).toEqual([100_000, 160_000])
  await tape.close()
})

test('[NDJSON-3] a line that is none is an error that names it, and no line is ever thrown at', async () => {
  await using at = await stage()
  const { result } = await imported(at, ['{"type":"marker","payload":{"label":"x"},"timestamp":1}', '', '{"type":7'])
  expect(result).toEqual({ error: 'line 3 is not JSON: column 10: the text ends too early' })
  expect((await imported(at, [])).result).toEqual({ error: 'there is no line in it' })
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void lineOf(text)))
})
