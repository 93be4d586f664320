import { open } from 'node:fs/promises'
import { openSink } from '../src/main/recorder/mcap/sink'
import { createMcapWriter } from '../src/main/recorder/mcap/writer'
import { loadZstd } from '../src/main/recorder/mcap/zstd'
import { createRecording } from '../src/main/recorder/recording/recording'
import type { EventDraft, LecternEvent } from '../src/shared/event'
import { defaultRetention } from '../src/shared/topics'
import { serializeEvent } from '../src/shared/wire'

export const HOUR_MS = 3_600_000
const START_MS = 1_781_246_273_000
const EPOCH = '0'.repeat(16)

// While this file is being loaded: afterwards its loader is closed, and can fetch no further module.
await loadZstd()

/** A talk's mix: detections, predictions of which as many as can be are retained, points of the embedding, scores, markers. */
function draftOf(n: number, timestamp: number): EventDraft {
  const stamp = { timestamp, origin: 'live' } as const
  const host_id = `host-${String(n % 12).padStart(2, '0')}`
  const noise = ((n * 2_654_435_761) % 1_000) / 1_000
  if (n % 20_000 === 10_000) return { type: 'marker', payload: { label: `part ${n}` }, ...stamp }
  if (n % 50 === 7) return { type: 'model_metric', payload: { model: `m${n % 8}`, macro_f1: noise }, ...stamp }
  if (n % 5 === 1) {
    const payload = {
      episode_id: `ep-${n % 9_000}`,
      window_idx: n % 3,
      predicted: 'scan',
      truth: 'benign',
      proba: noise,
      model: 'gbt',
    }
    return { type: 'prediction', payload, ...stamp }
  }
  if (n % 10 === 2)
    return { type: 'embedding', payload: { x: noise, y: 1 - noise, z: noise / 2, host_id, cluster: n % 9 }, ...stamp }
  const payload = {
    host_id,
    label: 'ssh_bruteforce',
    score: noise,
    model: 'gbt',
    phase: 'access',
    latency_ms: noise * 40,
  }
  return { type: 'live_detection', payload, ...stamp }
}

/** Records an hour of `events` events, as the recorder would have: through its own code, by a clock of its own. */
export async function recordHour(file: string, events: number): Promise<void> {
  const sink = await openSink(file)
  let nowMs = START_MS
  const writer = createMcapWriter(sink)
  const recording = createRecording({
    writer,
    retention: defaultRetention,
    elapsed: () => nowMs,
    originMs: 0,
    aheadMs: () => 0,
  })
  const take = (told: Parameters<typeof recording.take>[0]) => {
    for (const _ of recording.take(told));
  }
  take({ kind: 'snapshot', cursor: { epoch: EPOCH, offset: 0 }, events: [], reset: true, complete: true })
  for (let n = 1; n <= events; n++) {
    nowMs = START_MS + Math.floor((n / events) * HOUR_MS)
    const event = { ...draftOf(n, nowMs / 1000), offset: n } as LecternEvent
    const taped = { ...event, json: serializeEvent(EPOCH, event), at: nowMs }
    take({ kind: 'events', cursor: { epoch: EPOCH, offset: n }, events: [taped] })
    if (sink.pending > 8 * 1024 * 1024) await sink.drained()
  }
  recording.end()
  await sink.drained()
  await sink.close()
}

/** Cuts off the end, as a crash does. */
export async function cutOff(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.truncate((await handle.stat()).size - bytes)
  await handle.close()
}
