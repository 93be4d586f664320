import { basename } from 'node:path'
import { hasMcapPrefix, MCAP_MAGIC } from '@mcap/core'
import type { EventDraft, LecternEvent } from '../../../shared/event'
import { createStickyCache } from '../../../shared/sticky-cache'
import type { RetentionTable } from '../../../shared/topics'
import { liveTopics } from '../marks'
import { loadZstd } from '../mcap/zstd'
import { type Entry, entryOf } from './entries'
import { readIndexed } from './indexed'
import { createLru } from './lru'
import { messagesOf, recordsOf } from './messages'
import { scanTape } from './scan'
import { openSource, type Source } from './source'
import type { TapeIndex } from './tape-index'

/** Decoded chunks that are kept: a scrubbing hand comes back to the same ones. Some 1 MB each. */
const KEPT_CHUNKS = 64

/** A place between two entries of a recording. */
export interface Playhead {
  readonly chunk: number
  readonly entry: number
}

/** What happens while a recording is played. */
export type TapeStep =
  | { readonly kind: 'event'; readonly atMs: number; readonly draft: EventDraft }
  /** What was retained began anew: the source was another one from here on. */
  | { readonly kind: 'reset'; readonly atMs: number; readonly drafts: readonly EventDraft[] }

/** A recording, opened. Times are milliseconds since 1970, as recorded. */
export interface Tape {
  readonly name: string
  readonly bytes: number
  readonly startMs: number
  readonly endMs: number
  readonly index: TapeIndex
  /** What was retained at `atMs`, oldest first, and the place behind it. */
  stateAt(atMs: number, retention: RetentionTable): Promise<{ drafts: readonly EventDraft[]; head: Playhead }>
  /** All after `head` up to `toMs`, and when the next happens; null where nothing follows. */
  read(head: Playhead, toMs: number): Promise<{ steps: readonly TapeStep[]; head: Playhead; nextMs: number | null }>
  /** Everything in the order of the file, history and keyframes too. */
  entries(): AsyncIterable<Entry>
  /** When the last event before `atMs` happened; null where there is none. */
  before(atMs: number): Promise<number | null>
  /** The bytes of an embedding that was recorded; null where they are not in the file. */
  embedding(sha256: string): Promise<Uint8Array | null>
  close(): Promise<void>
}

export type Opened = { readonly tape: Tape } | { readonly error: string }

/** Opens a recording, also one whose recorder was killed. `warn` is told what was left out. Errors are one sentence. */
export async function openTape(file: string, warn: (sentence: string) => void): Promise<Opened> {
  let source: Source | null = null
  try {
    source = await openSource(file)
    await loadZstd()
    const magic = await source.read(0, Math.min(source.size, MCAP_MAGIC.length))
    if (!hasMcapPrefix(new DataView(magic.buffer))) return await refuse(source, noTape(file, 'is not an MCAP file'))
    const index = await indexOf(source, warn)
    if (index.keyframes.length === 0) return await refuse(source, noTape(file, 'holds no recording of Lectern'))
    return { tape: tapeOf(basename(file), source, index, warn) }
  } catch (error) {
    await source?.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === 'ENOENT') return { error: noTape(file, 'there is no such file') }
    const why = code ?? (error instanceof Error ? error.message : 'unknown reason')
    return { error: noTape(file, `cannot be read (${why})`) }
  }
}

/** The file's own index, or one made by a walk through all of it. */
export async function indexOf(source: Source, warn: (sentence: string) => void): Promise<TapeIndex> {
  return (await readIndexed(source)) ?? (await scanTape(source, warn))
}

function noTape(file: string, what: string): string {
  return `${file}: ${what}; name a recording that "lectern record" has made`
}

async function refuse(source: Source, error: string): Promise<Opened> {
  await source.close()
  return { error }
}

function tapeOf(name: string, source: Source, index: TapeIndex, warn: (sentence: string) => void): Tape {
  const { chunks, keyframes, channels } = index
  const entriesOf = createLru(KEPT_CHUNKS, async (at): Promise<readonly Entry[]> => {
    const place = chunks[at]
    if (!place) return []
    const messages = messagesOf(await source.read(place.offset, place.length), channels)
    const entries = (messages ?? []).flatMap((message) => entryOf(message) ?? [])
    const lost = messages ? messages.length - entries.length : null
    if (lost === null) warn(`${name}: the chunk at byte ${place.offset} is broken and is not played`)
    else if (lost > 0)
      warn(`${name}: ${lost} events of the chunk at byte ${place.offset} are not of their topic's form`)
    return entries
  })

  /** Entries from `head` on, each with the place behind it. */
  async function* from({ chunk, entry }: Playhead): AsyncGenerator<{ entry: Entry; behind: Playhead }, void> {
    for (let at = chunk; at < chunks.length; at++) {
      const entries = await entriesOf(at)
      for (let i = at === chunk ? entry : 0; i < entries.length; i++) {
        const found = entries[i]
        if (found) yield { entry: found, behind: { chunk: at, entry: i + 1 } }
      }
    }
  }

  const tape: Tape = {
    name,
    bytes: source.size,
    startMs: keyframes[0]?.atMs ?? 0,
    endMs: chunks.at(-1)?.endMs ?? 0,
    index,
    async stateAt(atMs, retention) {
      const cache = createStickyCache<LecternEvent>(retention)
      const put = (draft: EventDraft) => {
        if (!liveTopics.has(draft.type)) cache.put({ ...draft, offset: cache.offset + 1 })
      }
      const keyframe = keyframes.findLast((place) => place.atMs <= atMs) ?? keyframes[0]
      let head: Playhead = { chunk: keyframe?.chunk ?? 0, entry: 0 }
      let inKeyframe = true
      for await (const { entry, behind } of from(head)) {
        if (entry.atMs > atMs && !inKeyframe) break
        if (entry.kind === 'event') put(entry.draft)
        // A later keyframe of the same moment can only be a new beginning, and would have been found first.
        else if (inKeyframe) {
          for (const draft of entry.drafts) put(draft)
          inKeyframe = !entry.complete
        }
        head = behind
      }
      const drafts: EventDraft[] = []
      for (const { offset: _, ...draft } of cache.since(0)) drafts.push(draft as EventDraft) // type and payload of one event belong together
      return { drafts, head }
    },
    async read(start, toMs) {
      const steps: TapeStep[] = []
      let head = start
      let fresh: EventDraft[] = []
      for await (const { entry, behind } of from(start)) {
        const played = entry.kind === 'event' && !liveTopics.has(entry.draft.type)
        const reset = entry.kind === 'keyframe' && entry.reset
        if ((played || reset) && entry.atMs > toMs) return { steps, head, nextMs: entry.atMs }
        head = behind
        if (played) steps.push(entry)
        if (!reset) continue
        fresh.push(...entry.drafts.filter(({ type }) => !liveTopics.has(type)))
        if (!entry.complete) continue
        steps.push({ kind: 'reset', atMs: entry.atMs, drafts: fresh })
        fresh = []
      }
      return { steps, head, nextMs: null }
    },
    async *entries() {
      for await (const { entry } of from({ chunk: 0, entry: 0 })) yield entry
    },
    async before(atMs) {
      for (let at = chunks.findLastIndex(({ startMs, events }) => startMs < atMs && events > 0); at >= 0; at--) {
        const entries = await entriesOf(at)
        const found = entries.findLast(
          (entry) => entry.kind === 'event' && entry.atMs < atMs && !liveTopics.has(entry.draft.type),
        )
        if (found) return found.atMs
      }
      return null
    },
    async embedding(sha256) {
      const place = index.attachments.get(`${sha256}.arrow`)
      if (!place) return null
      const [record] = recordsOf(await source.read(place.offset, place.length))
      return record?.type === 'Attachment' ? record.data : null
    },
    close: () => source.close(),
  }
  return tape
}
