import type { LecternEvent } from '../../../shared/event'
import { defaultRetention } from '../../../shared/topics'
import { serializeEvent } from '../../../shared/wire'
import type { Sink } from '../mcap/sink'
import { createMcapWriter } from '../mcap/writer'
import type { TapeDelivery, TapedEvent } from '../recording/delivery'
import { createRecording } from '../recording/recording'
import { type Line, lineOf } from './lines'

/** Bytes that may wait for the disk. */
const PENDING_BYTES = 8 * 1024 * 1024

/** Writes lines as a recording into `sink`, and resolves with the number of events. An error names the line. */
export async function importLines(
  lines: AsyncIterable<string>,
  sink: Sink,
): Promise<{ readonly events: number } | { readonly error: string }> {
  let nowMs: number | null = null
  let epochs = 0
  let offset = 0
  let events = 0
  let number = 0
  /** The retained events of a reset, until the first that is not. */
  let fresh: TapedEvent[] | null = null

  const recording = createRecording({
    writer: createMcapWriter(sink),
    retention: defaultRetention,
    elapsed: () => nowMs ?? 0,
    originMs: 0,
    aheadMs: () => 0,
  })

  const epoch = () => epochs.toString(16).padStart(16, '0')
  const tell = (told: TapeDelivery) => {
    for (const _ of recording.take(told));
  }
  const endReset = () => {
    if (!fresh) return
    tell({ kind: 'snapshot', cursor: { epoch: epoch(), offset }, events: fresh, reset: true, complete: true })
    fresh = null
  }
  const begin = () => {
    epochs++
    offset = 0
    fresh = []
  }
  const take = (line: Line) => {
    if (line.kind === 'reset' || epochs === 0) {
      endReset()
      nowMs = Math.max(nowMs ?? 0, line.atMs)
      begin()
    }
    if (line.kind === 'reset') return
    if (!line.retained) endReset()
    nowMs = Math.max(nowMs ?? 0, line.atMs)
    const event = { ...line.draft, offset: ++offset } as LecternEvent // an offset changes nothing of what its schema checked
    const taped = { ...event, json: serializeEvent(epoch(), event), at: nowMs }
    events++
    if (fresh) fresh.push(taped)
    else tell({ kind: 'events', cursor: { epoch: epoch(), offset }, events: [taped] })
  }

  for await (const text of lines) {
    number++
    if (text.trim() === '') continue
    const line = lineOf(text)
    if ('error' in line) return { error: `line ${number} ${line.error}` }
    take(line)
    if (sink.pending > PENDING_BYTES) await sink.drained()
  }
  if (epochs === 0) return { error: 'there is no line in it' }
  endReset()
  recording.end()
  await sink.drained()
  return { events }
}
