import type { Cursor } from '../../shared/cursor'
import { formatCursor } from '../../shared/cursor'
import type { LecternEvent } from '../../shared/event'
import { parseServerMessage, serializeEvent } from '../../shared/wire'

/** A replica at a place of the log. */
export interface Checkpoint {
  readonly head: Cursor
  readonly retained: readonly LecternEvent[]
}

/** A checkpoint is what a browser without a cursor would be told. */
export function encodeCheckpoint({ head, retained }: Checkpoint): string {
  const events = retained.map((event) => serializeEvent(head.epoch, event)).join(',')
  return `{"type":"snapshot","cursor":"${formatCursor(head)}","events":[${events}],"reset":true,"complete":true}`
}

/** Null for what is no checkpoint. Never throws. */
export function decodeCheckpoint(text: string): Checkpoint | null {
  const parsed = parseServerMessage(text)
  if ('error' in parsed || parsed.message.type !== 'snapshot') return null
  return { head: parsed.message.cursor, retained: parsed.message.events }
}
