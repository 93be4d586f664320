import { z } from 'zod'
import { type BoundsLimits, defaultBounds, outOfBounds } from './bounds'
import { type EventDraft, type Origin, origins } from './event'
import { whatIsWrong } from './issue'
import { payloads } from './payloads'
import { isTopic, type TopicName, topicNames, topics } from './topics'

/** How far ahead of the server's clock a producer's timestamp may lie, in seconds. */
const MAX_AHEAD_S = 5

/** Only these are offered: who misspelt one is not to try one that is refused too. */
const publishable = topicNames.filter((name) => !topics[name].serverOwned)

const envelope = z.looseObject({
  type: z.string(),
  payload: z.unknown().optional(),
  timestamp: z.number().min(0).optional(),
  origin: z.enum(['live', 'sample']).optional(),
})

/**
 * One event as a producer sends it, nested or flat, checked against the topic table.
 * `nowMs` is the arrival; an error is one sentence that names what is wrong and what is allowed, and `limit` what it is past.
 */
export function parseDraft(
  input: unknown,
  nowMs: number,
  limits: BoundsLimits = defaultBounds,
): { readonly draft: EventDraft } | { readonly error: string; readonly limit?: keyof BoundsLimits | null } {
  const refused = outOfBounds(input, limits)
  if (refused) return refused
  const outer = envelope.safeParse(input)
  if (!outer.success) return { error: sentence('event', outer.error) }
  const { type, payload: nested, timestamp, origin = 'live', ...rest } = outer.data
  if (!isTopic(type)) return { error: `unknown type "${clip(type)}"; known are ${publishable.join(', ')}` }
  if (topics[type].serverOwned) return { error: `type "${type}" is published by the server alone` }
  const payload = payloads[type].safeParse(nested === undefined ? rest : nested)
  if (!payload.success) return { error: sentence(type, payload.error) }
  const nowS = nowMs / 1000
  const at = timestamp === undefined || timestamp > nowS + MAX_AHEAD_S ? nowS : timestamp
  return { draft: checked({ type, payload: payload.data, timestamp: at, origin }) }
}

const stored = z.object({
  type: z.string(),
  payload: z.unknown(),
  timestamp: z.number().min(0),
  origin: z.enum(origins),
})

/**
 * An event that this program wrote down, or another one after its form: any topic, any origin, its own time.
 * Null for a topic that this version does not know, and for what is not of its topic's form.
 */
export function storedDraft(value: unknown): EventDraft | null {
  const outer = stored.safeParse(value)
  if (!outer.success || !isTopic(outer.data.type)) return null
  const { type, timestamp, origin } = outer.data
  const payload = payloads[type].safeParse(outer.data.payload)
  return payload.success ? checked({ type, payload: payload.data, timestamp, origin }) : null
}

/** The schema of `type` has just checked the payload: the pair is one of the union's members. */
const checked = (draft: { type: TopicName; payload: unknown; timestamp: number; origin: Origin }) => draft as EventDraft

/** The first issue of a zod error as one sentence: `model_metric.macro_f1: expected number or object`. */
export function sentence(subject: string, error: z.ZodError): string {
  const { path, message } = whatIsWrong(error.issues)
  return clip(`${[subject, ...path.map(String)].join('.')}: ${message}`)
}

function clip(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}
