import { z } from 'zod'
import { defaultBounds } from '../../shared/bounds'
import type { LimitHits } from './deps'

const whole = z.number().int().positive()

/** Every bound of the server by the name that a refusal gives. Bytes, items or seconds. */
export const limitsSchema = z.strictObject({
  /** One message of an audience client, bytes. */
  audience_message: whole.default(64 * 1024),
  /** One message or body of a producer or presenter, bytes. */
  producer_message: whole.default(1024 * 1024),
  /** An uploaded embedding, bytes. */
  upload: whole.default(64 * 1024 * 1024),
  clients: whole.default(2_000),
  /** Messages a minute of one audience client. */
  audience_messages_per_minute: whole.default(100),
  /** Commands a minute of all presenters together. */
  commands_per_minute: whole.default(1_200),
  /** Requests a minute of one address; a whole room may share one, and each of its 2,000 poll once a second. */
  requests_per_minute: whole.default(120_000),
  strings: whole.default(defaultBounds.strings),
  arrays: whole.default(defaultBounds.arrays),
  /** Events of one body or message. */
  events_per_publish: whole.default(16_384),
  /** Open connections, idle ones too: a browser may hold six. */
  connections: whole.default(16_384),
  depth: whole.default(defaultBounds.depth),
  journal_events: whole.default(8_192),
  journal_bytes: whole.default(8 * 1024 * 1024),
})

export type Limits = z.infer<typeof limitsSchema>

export const defaultLimits: Limits = limitsSchema.parse({})

export function createLimitHits(): LimitHits {
  const counts = new Map<keyof Limits, number>()
  return { counts, hit: (limit) => void counts.set(limit, (counts.get(limit) ?? 0) + 1) }
}
