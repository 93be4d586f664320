import * as z from 'zod/mini'
import { type Parsed, parse } from './wire'

/** Characters of one question. */
export const MAX_QUESTION = 4_000
/** Characters of one answer; behind them it is cut. */
export const MAX_ANSWER = 16_000

/** A scene as an answer names it: `scene 9`. */
export const SCENE_MENTION = /\bscene (\d{1,2})\b/gi

const name = z.string().check(z.minLength(1), z.maxLength(128))
/** Chosen by the client; a tab is one conversation. */
const conversationId = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[^\p{Cc}\p{Cs}]+$/u, 'has control characters'))
/** `null` is what a client sends that has none in focus. */
const focus = z.pipe(
  z.nullish(conversationId),
  z.transform((id) => id ?? null),
)

export const surfaceClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), surfaceId: name, conversationId: focus }),
  z.object({ type: z.literal('unsubscribe'), surfaceId: name, conversationId: focus }),
  z.object({
    type: z.literal('invoke'),
    surfaceId: name,
    actionId: name,
    payload: z.optional(z.unknown()),
    conversationId: focus,
  }),
  z.object({
    type: z.literal('chat.send'),
    conversationId,
    message: z.string().check(
      z.maxLength(MAX_QUESTION, `is longer than ${MAX_QUESTION} characters`),
      z.refine((text) => text.trim() !== '', 'is empty'),
    ),
  }),
  z.object({ type: z.literal('chat.subscribe'), conversationId }),
  z.object({ type: z.literal('chat.unsubscribe'), conversationId }),
])
export type SurfaceClientMessage = z.infer<typeof surfaceClientMessage>

const action = z.object({ actionId: z.string() })
export const knownField = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('toggle'), label: z.string(), value: z.boolean(), action }),
  z.object({
    kind: z.literal('number'),
    label: z.string(),
    value: z.number(),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    step: z.optional(z.number()),
    unit: z.optional(z.string()),
    action,
  }),
  z.object({ kind: z.literal('stat'), label: z.string(), value: z.string() }),
  z.object({ kind: z.literal('progress'), label: z.string(), value: z.number().check(z.minimum(0), z.maximum(1)) }),
  z.object({
    kind: z.literal('selector'),
    label: z.string(),
    value: z.string(),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
    action,
  }),
  z.object({ kind: z.literal('button'), label: z.string(), action }),
  z.object({ kind: z.literal('custom'), rendererId: z.string(), payload: z.unknown() }),
])
export type Field = z.infer<typeof knownField>

/** A field of a kind that this version does not know is left out. */
const fields = z.pipe(
  z.array(z.unknown()),
  z.transform((list) =>
    list.flatMap((item) => {
      const field = knownField.safeParse(item)
      return field.success ? [field.data] : []
    }),
  ),
)

/** What one warm came to. */
const warmRecord = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  outcome: z.enum(['warm', 'uncached', 'failed']),
  cachePct: z.nullable(z.number()),
})
export type WarmRecord = z.infer<typeof warmRecord>

const spec = z.object({
  id: z.string(),
  region: z.string(),
  title: z.string(),
  fields,
  /** One sentence on what stands in the way; absent where nothing does. */
  note: z.optional(z.string()),
  /** The last warms, oldest first. */
  history: z.optional(z.array(warmRecord)),
})
export type SurfaceSpec = z.infer<typeof spec>

const catalogRow = z.object({
  id: z.string(),
  region: z.string(),
  title: z.string(),
  scope: z.enum(['global', 'conversation']),
})
export type CatalogRow = z.infer<typeof catalogRow>

const doneReason = z.enum(['complete', 'length', 'stopped', 'aborted', 'error'])
/** How a turn ended: `length` was cut at a limit, `stopped` by the presenter, `aborted` by a close. */
export type DoneReason = z.infer<typeof doneReason>

const ofTurn = z.object({ conversationId: z.string(), turnId: z.string() })
export const turnEvent = z.discriminatedUnion('type', [
  z.extend(ofTurn, { type: z.literal('turn-start'), message: z.optional(z.string()) }),
  z.extend(ofTurn, { type: z.literal('text-delta'), delta: z.string() }),
  /** `scenes`: those that the answer names, in its order. */
  z.extend(ofTurn, { type: z.literal('done'), reason: doneReason, scenes: z._default(z.array(z.number()), []) }),
  z.extend(ofTurn, { type: z.literal('turn-sealed') }),
])
export type TurnEvent = z.infer<typeof turnEvent>

const echoed = z.optional(z.string())
export const surfaceServerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('catalog'), catalog: z.array(catalogRow) }),
  z.object({ type: z.literal('surface'), spec, conversationId: echoed }),
  z.object({ type: z.literal('update'), update: z.object({ surfaceId: z.string(), spec, conversationId: echoed }) }),
  z.object({ type: z.literal('error'), surfaceId: echoed, conversationId: echoed, message: z.string() }),
  z.object({ type: z.literal('chat.delta'), event: turnEvent }),
  z.object({ type: z.literal('chat.error'), conversationId: echoed, message: z.string() }),
])
export type SurfaceServerMessage = z.infer<typeof surfaceServerMessage>

/** What a refused message was about, as far as it said so: a refusal goes where the client looks for it. */
const about = z.catch(
  z.pipe(
    z.object({
      type: z.catch(z.string(), ''),
      surfaceId: z.catch(z.nullable(name), null),
      conversationId: z.catch(z.nullable(conversationId), null),
    }),
    z.transform(({ type, surfaceId, conversationId: id }) => ({
      chat: type.startsWith('chat.'),
      surfaceId,
      conversationId: id,
    })),
  ),
  { chat: false, surfaceId: null, conversationId: null },
)
type About = z.infer<typeof about>

/** Text of a client of `/surfaces` as a message; never throws. */
export function parseSurfaceClientMessage(
  text: string,
): { readonly message: SurfaceClientMessage } | { readonly error: string; readonly about: About } {
  const parsed = parse(text, surfaceClientMessage)
  if ('message' in parsed) return parsed
  const subject = parse(text, about)
  const unknown = { chat: false, surfaceId: null, conversationId: null }
  return { error: parsed.error.slice(0, 300), about: 'message' in subject ? subject.message : unknown }
}

/** Text of the server on `/surfaces` as a message; never throws. */
export const parseSurfaceServerMessage = (text: string): Parsed<SurfaceServerMessage> =>
  parse(text, surfaceServerMessage)
