import { z } from 'zod'
import { defaultBounds } from '../../shared/bounds'
import type { LimitHits, LimitName } from './deps'

/** A bound may be raised to so many times its default: past that the memory and the time that it guards are guarded by nothing. */
export const MOST_TIMES_DEFAULT = 16

function bound(usual: number) {
  const most = MOST_TIMES_DEFAULT * usual
  const error = `is not a whole number from 1 to ${most.toLocaleString('en')}`
  return z.int(error).min(1, error).max(most, error).default(usual)
}

/** Every bound of the server by the name that a refusal gives. Bytes, items or seconds. */
export const limitsSchema = z.strictObject({
  /** One message of an audience client, bytes. */
  audience_message: bound(64 * 1024),
  /** One message or body of a producer or presenter, bytes. */
  producer_message: bound(1024 * 1024),
  /** An uploaded embedding, bytes. */
  upload: bound(64 * 1024 * 1024),
  clients: bound(2_000),
  /** Messages a minute of one audience client. */
  audience_messages_per_minute: bound(100),
  /** Commands a minute of all presenters together. */
  commands_per_minute: bound(1_200),
  /** Requests a minute of one address; a whole room may share one, and each of its 2,000 poll once a second. */
  requests_per_minute: bound(120_000),
  strings: bound(defaultBounds.strings),
  arrays: bound(defaultBounds.arrays),
  /** Events of one body or message. */
  events_per_publish: bound(16_384),
  /** Open connections, idle ones too: a browser may hold six. */
  connections: bound(16_384),
  depth: bound(defaultBounds.depth),
  journal_events: bound(8_192),
  journal_bytes: bound(8 * 1024 * 1024),
})

export type Limits = z.infer<typeof limitsSchema>

export const defaultLimits: Limits = limitsSchema.parse({})

export function createLimitHits(): LimitHits {
  const counts = new Map<LimitName, number>()
  return { counts, hit: (limit) => void counts.set(limit, (counts.get(limit) ?? 0) + 1) }
}
