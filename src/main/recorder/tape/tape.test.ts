import { appendFile, truncate } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventDraft, LecternEvent } from '../../../shared/event'
import { createStickyCache } from '../../../shared/sticky-cache'
import { liveTopics } from '../marks'
import {
  anyDraft,
  bytesOf,
  contentOf,
  deckAt,
  detection,
  markerOf,
  opened,
  record,
  type Stage,
  smallRetention,
  stage,
  stopped,
} from '../testing/kit'
import type { Tape } from './tape'

type Act =
  | { readonly kind: 'publish'; readonly drafts: EventDraft[] }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'restart'; readonly drafts: EventDraft[] }

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('publish' as const), drafts: fc.array(anyDraft) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('restart' as const), drafts: fc.array(anyDraft, { maxLength: 3 }) }),
  },
)

function act(at: Stage, acts: readonly Act[]): void {
  for (const one of acts) {
    if (one.kind === 'publish') at.broadcaster.publish(one.drafts)
    else if (one.kind === 'restart') at.broadcaster.restart(one.drafts)
    else at.clock.advance(one.ms)
  }
}

/** The recording played from its beginning, without a seek. */
async function playedTo(tape: Tape, atMs: number): Promise<string[]> {
  const { steps } = await tape.read({ chunk: 0, entry: 0 }, atMs)
  const newCache = () => createStickyCache<LecternEvent>(smallRetention)
  let cache = newCache()
  const put = (draft: EventDraft) => cache.put({ ...draft, offset: cache.offset + 1 })
  for (const step of steps) {
    if (step.kind === 'event') put(step.draft)
    else {
      cache = newCache()
      for (const draft of step.drafts) put(draft)
    }
  }
  return contentOf(cache.since(0))
}

describe('a recording, opened', () => {
  test('[TAPE-1] the state at any time is what a full play up to it gives, whatever was published, restarted or lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { maxLength: 40 }),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(4, 8_192),
        async (acts, places, journal) => {
          await using at = await stage({ journal, retention: smallRetention })
          const run = await record(at)
          act(at, acts)
          at.clock.advance(2_000)
          await stopped(run)
          const tape = await opened(run.file)
          for (const place of places) {
            const atMs = tape.startMs + (place % (tape.endMs - tape.startMs + 1))
            const sought = await tape.stateAt(atMs, smallRetention)
            expect(contentOf(sought.drafts)).toEqual(await playedTo(tape, atMs))
          }
          const end = await tape.stateAt(tape.endMs, smallRetention)
          const live = contentOf(at.broadcaster.replica.since(0)).filter((text) => !liveTopics.has(JSON.parse(text)[0]))
          expect(contentOf(end.drafts)).toEqual(live)
          await tape.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  test('[TAPE-2] a file cut off at any byte opens and plays up to its last whole chunk', async () => {
    await using at = await stage()
    const run = await record(at)
    for (let n = 0; n < 300; n++) {
      at.broadcaster.publish([detection(n)])
      at.clock.advance(100)
    }
    await stopped(run)
    const { length } = await bytesOf(run.file)
    const whole = await opened(run.file)
    const ends = whole.index.chunks.map((chunk) => chunk.offset + chunk.length)
    await whole.close()
    for (let size = length - 1; size > (ends[0] ?? 0) + 400; size -= 397) {
      await truncate(run.file, size)
      const tape = await opened(run.file)
      const last = whole.index.chunks.filter((_, i) => (ends[i] ?? 0) <= size).at(-1)
      expect(tape.index.cut).toBe(true)
      expect(tape.endMs).toBe(last?.endMs)
      const { drafts } = await tape.stateAt(tape.endMs, at.retention)
      const { steps } = await tape.read({ chunk: 0, entry: 0 }, tape.endMs)
      expect(contentOf(drafts).at(-1)).toBe(
        contentOf(steps.flatMap((s) => (s.kind === 'event' ? [s.draft] : []))).at(-1),
      )
      await tape.close()
    }
  })

  test('[TAPE-3] a broken chunk is left out with a warning, and what stands behind it plays', async () => {
    await using at = await stage()
    const run = await record(at)
    for (let n = 0; n < 50; n++) {
      at.broadcaster.publish([detection(n)])
      at.clock.advance(100)
    }
    await stopped(run)
    const bytes = await bytesOf(run.file)
    const index = await opened(run.file)
    const middle = index.index.chunks[3]
    await index.close()
    if (!middle) throw new Error('too few chunks')
    bytes.fill(0x55, middle.offset + 80, middle.offset + 120)
    const torn = at.newFile()
    await appendFile(torn, bytes.subarray(0, bytes.length - 40))
    const warnings: string[] = []
    const tape = await opened(torn, warnings)
    expect(warnings).toEqual([`the chunk at byte ${middle.offset} is broken and was left out`])
    expect(tape.endMs).toBe(index.endMs)
    await tape.close()
  })

  test('[TAPE-4] the index of a file that was cut off is the one that its recorder would have written', async () => {
    await using at = await stage()
    const run = await record(at)
    for (let n = 0; n < 100; n++) {
      at.broadcaster.publish([detection(n), ...(n % 30 === 10 ? [deckAt(7 + (n % 7)), markerOf(`at ${n}`)] : [])])
      at.clock.advance(500)
    }
    await stopped(run)
    const clean = await opened(run.file)
    await truncate(run.file, (await bytesOf(run.file)).length - 30)
    const scanned = await opened(run.file)
    expect({ ...scanned.index, cut: false }).toEqual(clean.index)
    expect(clean.index.marks.map(({ kind }) => kind)).toEqual(Array(3).fill(['scene', 'marker']).flat())
    await Promise.all([clean.close(), scanned.close()])
  })

  test('[TAPE-5] what is no recording is refused in one sentence that says what is one', async () => {
    const mend = 'name a recording that "lectern record" has made'
    await using at = await stage()
    const file = at.newFile()
    const refused = async () => {
      const { openTape } = await import('./tape')
      const result = await openTape(file, () => {})
      return 'error' in result ? result.error : null
    }
    expect(await refused()).toBe(`${file}: there is no such file; ${mend}`)
    await appendFile(file, 'PAR1 is not it')
    expect(await refused()).toBe(`${file}: is not an MCAP file; ${mend}`)
    await truncate(file, 0)
    await appendFile(file, new Uint8Array([137, 77, 67, 65, 80, 48, 13, 10]))
    expect(await refused()).toBe(`${file}: holds no recording of Lectern; ${mend}`)
  })
})
