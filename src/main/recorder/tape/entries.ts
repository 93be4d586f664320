import { z } from 'zod'
import { storedDraft } from '../../../shared/draft'
import type { EventDraft } from '../../../shared/event'
import { jsonOrNull } from '../../../shared/json-text'
import { KEYFRAME } from '../mcap/channels'
import type { RawMessage } from './messages'

/** What stands in a recording, in its order. */
export type Entry =
  | { readonly kind: 'event'; readonly atMs: number; readonly draft: EventDraft }
  | {
      readonly kind: 'keyframe'
      readonly atMs: number
      readonly reset: boolean
      readonly complete: boolean
      readonly drafts: readonly EventDraft[]
    }

const keyframeHead = z.object({ part: z.number().int(), reset: z.boolean(), complete: z.boolean() })
const keyframeData = keyframeHead.extend({ events: z.array(z.unknown()) })

/** A message as an entry; null for a topic that this version does not know, and for what is not of its topic's form. */
export function entryOf({ topic, atMs, data }: RawMessage): Entry | null {
  const value = jsonOf(data)
  if (topic !== KEYFRAME) {
    const draft = typeof value === 'object' ? recordedDraft({ ...value, type: topic }) : null
    return draft && { kind: 'event', atMs, draft }
  }
  const parsed = keyframeData.safeParse(value)
  if (!parsed.success) return null
  const { reset, complete, events } = parsed.data
  const drafts = events.flatMap((event) => recordedDraft(event) ?? [])
  return { kind: 'keyframe', atMs, reset, complete, drafts }
}

/** An event of a recording: one without an origin was recorded live. */
export function recordedDraft(value: unknown): EventDraft | null {
  return typeof value === 'object' ? storedDraft({ origin: 'live', ...value }) : null
}

const HEAD = /^(\{"part":\d+,"cursor":"[^"]*","reset":(?:true|false),"complete":(?:true|false)),"events":\[/

/** The head of a keyframe's part, without parsing its events where the writer was ours. */
export function keyframeHeadOf(data: Uint8Array): z.infer<typeof keyframeHead> | null {
  const start = Buffer.from(data.buffer, data.byteOffset, Math.min(200, data.byteLength)).toString('latin1')
  const head = HEAD.exec(start)?.[1]
  const parsed = keyframeHead.safeParse(head === undefined ? jsonOf(data) : JSON.parse(`${head}}`))
  return parsed.success ? parsed.data : null
}

function jsonOf(data: Uint8Array): unknown {
  return jsonOrNull(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'))
}
