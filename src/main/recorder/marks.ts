import { z } from 'zod'
import type { EventDraft } from '../../shared/event'
import type { TopicName } from '../../shared/topics'

/** What happened while it was recorded, to be shown on the timeline and never played as state. */
const mark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scene'), at_ms: z.number(), scene: z.number().int() }),
  z.object({ kind: z.literal('marker'), at_ms: z.number(), label: z.string() }),
  z.object({ kind: z.literal('alert'), at_ms: z.number(), label: z.string(), severity: z.string() }),
  z.object({ kind: z.literal('job'), at_ms: z.number(), label: z.string(), state: z.enum(['done', 'failed']) }),
])
export type Mark = z.infer<typeof mark>

/** Marks past it are left out: a timeline is a few thousand pixels wide. */
const MAX_MARKS = 4_096

export const marksSchema = z.array(mark).max(MAX_MARKS)

/** Topics that make marks. */
export const markTopics: ReadonlySet<TopicName> = new Set<TopicName>(['deck', 'marker', 'alert', 'ingest_job'])

/** Topics of the running program: of a recording they are history, and what a rehearsal shows of them is its own. */
export const liveTopics: ReadonlySet<TopicName> = new Set<TopicName>([
  'deck',
  'alert',
  'ingest_job',
  'recorder_status',
  'replay_status',
])

export interface MarkBook {
  take(event: EventDraft, atMs: number): void
  /** Notes what was so before the recording, or before a new beginning: it is no news. */
  begin(events: Iterable<EventDraft>): void
  readonly marks: readonly Mark[]
}

export function createMarkBook(): MarkBook {
  const marks: Mark[] = []
  let scene: number | null = null
  const markOf = (event: EventDraft, at_ms: number): Mark | null => {
    switch (event.type) {
      case 'deck': {
        const moved = event.payload.scene !== scene
        scene = event.payload.scene
        return moved ? { kind: 'scene', at_ms, scene } : null
      }
      case 'marker':
        return { kind: 'marker', at_ms, label: event.payload.label }
      case 'alert': {
        const { count, dismissed, severity, message } = event.payload
        return count > 1 || dismissed || severity === 'info' ? null : { kind: 'alert', at_ms, label: message, severity }
      }
      case 'ingest_job': {
        const { state, source } = event.payload
        return state === 'done' || state === 'failed' ? { kind: 'job', at_ms, label: source, state } : null
      }
      default:
        return null
    }
  }
  return {
    take(event, atMs) {
      const made = markOf(event, atMs)
      if (made && marks.length < MAX_MARKS) marks.push(made)
    },
    begin(events) {
      for (const event of events) if (event.type === 'deck') scene = event.payload.scene
    },
    marks,
  }
}
