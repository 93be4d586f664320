import { ARROW_STREAM } from '../../../shared/arrow'
import { formatCursor } from '../../../shared/cursor'
import { createStickyCache, type StickyCache } from '../../../shared/sticky-cache'
import type { RetentionTable } from '../../../shared/topics'
import { serializeEvent } from '../../../shared/wire'
import { encodeContents, type KeyframePlace } from '../contents'
import { createMarkBook } from '../marks'
import { CONTENTS, channelOf, keyframeChannel } from '../mcap/channels'
import type { McapWriter } from '../mcap/writer'
import type { TapeDelivery, TapedEvent } from './delivery'
import { isKeyframeDue } from './keyframe-pace'

/** Bytes of events in a part of a keyframe: with its frame it is a chunk. */
const PART_BYTES = 240 * 1024

export interface RecordingOptions {
  readonly writer: McapWriter
  readonly retention: RetentionTable
  /** The clock of the events' `at`, which is never set: no step of the machine's clock is in the recording. */
  elapsed(): number
  /** Where `elapsed` was 0, in milliseconds since 1970: the recording's times go on from there. */
  readonly originMs: number
  /** How far ahead of the clock that dates the events the recording's times are, in milliseconds: 0 until that one is set. */
  aheadMs(): number
}

/**
 * From what a cursor is told to the records of a file. It knows neither disks nor timers. An event is dated anew by the
 * recording's times where these are ahead, so that it is as old as it was when it was published; what was
 * published right before the clock was set may be taken, and dated, with what came after.
 */
export interface Recording {
  /** Writes what was told. Yields between the parts of a keyframe, where others may have their turn; take no more until it has ended. */
  take(told: TapeDelivery): Generator<undefined, void>
  attach(sha256: string, stream: Uint8Array): void
  /** The name of the embedding that the replica speaks of and the file does not hold; null where there is none. */
  owes(): string | null
  /** Writes the index. Nothing may follow. */
  end(): void
  /** Events written, without those of keyframes. */
  readonly events: number
}

export function createRecording({ writer, retention, elapsed, originMs, aheadMs }: RecordingOptions): Recording {
  const startedAt = originMs + elapsed()
  const book = createMarkBook()
  const keyframes: KeyframePlace[] = []
  const attached = new Set<string>()
  let replica: StickyCache<TapedEvent> = createStickyCache(retention)
  /** After a reset: the new replica, until it is complete. */
  let filling: StickyCache<TapedEvent> | null = null
  let torn = false
  /** The last keyframe, and the events since. */
  let keyframeMs = startedAt
  let sinceKeyframe = 0
  /** Of the last record: what was published while a keyframe was told follows it, and is no older. */
  let lastMs = startedAt
  let events = 0
  let epoch = ''

  function* keyframe(reset: boolean): Generator<undefined, void> {
    writer.closeChunk()
    keyframes.push({ atMs: lastMs, chunk: writer.chunks, reset })
    const cursor = formatCursor({ epoch, offset: replica.offset })
    let part = 0
    const write = (texts: readonly string[], complete: boolean) => {
      const head = JSON.stringify({ part: part++, cursor, reset, complete }).slice(0, -1)
      writer.message(keyframeChannel, lastMs, lastMs, `${head},"events":[${texts.join(',')}]}`)
      writer.closeChunk()
    }
    let texts: string[] = []
    let bytes = 0
    for (const { json } of replica.since(0)) {
      if (bytes + json.length > PART_BYTES && texts.length > 0) {
        write(texts, false)
        yield
        texts = []
        bytes = 0
      }
      texts.push(json)
      bytes += json.length
    }
    write(texts, true)
    keyframeMs = lastMs
    sinceKeyframe = 0
  }

  function* append(list: readonly TapedEvent[]): Generator<undefined, void> {
    for (const event of list) {
      const channel = channelOf(event.type)
      if (channel === undefined) continue
      const atMs = Math.max(lastMs, originMs + event.at)
      if (isKeyframeDue(atMs - keyframeMs, sinceKeyframe, event.type === 'marker')) {
        yield* keyframe(false)
        keyframeMs = atMs
      }
      sinceKeyframe++
      lastMs = atMs
      replica.put(event)
      book.take(event, atMs)
      writer.message(channel, atMs, event.timestamp * 1000, event.json)
      events++
    }
  }

  return {
    *take(told) {
      epoch = told.cursor.epoch
      if (told.kind === 'gap') {
        torn = true
        return
      }
      if (told.kind === 'snapshot' && told.reset) filling = createStickyCache(retention)
      const complete = told.kind === 'snapshot' && told.complete
      const ahead = aheadMs()
      const list = ahead === 0 ? told.events : told.events.map((event) => later(event, ahead, epoch))
      if (filling) {
        for (const event of list) filling.put(event)
        filling.advance(told.cursor.offset)
        if (!complete) return
        replica = filling
        filling = null
        torn = false
        lastMs = Math.max(lastMs, originMs + elapsed())
        book.begin(replica.since(0))
        yield* keyframe(true)
        return
      }
      yield* append(list)
      replica.advance(told.cursor.offset)
      if (!torn || !complete) return
      torn = false
      yield* keyframe(false)
    },
    attach(sha256, stream) {
      if (attached.has(sha256)) return
      attached.add(sha256)
      writer.attach(`${sha256}.arrow`, ARROW_STREAM, lastMs, stream)
    },
    owes() {
      const sha256 = replica.read('embedding_snapshot').at(-1)?.payload.sha256
      return sha256 === undefined || attached.has(sha256) ? null : sha256
    },
    end() {
      writer.end({ name: CONTENTS, values: encodeContents({ keyframes, marks: book.marks }) })
    },
    get events() {
      return events
    },
  }
}

/** The event as it is where the time is so much later. */
function later(event: TapedEvent, byMs: number, epoch: string): TapedEvent {
  const dated = { ...event, timestamp: Math.max(0, event.timestamp + byMs / 1000) }
  return { ...dated, json: serializeEvent(epoch, dated) }
}
