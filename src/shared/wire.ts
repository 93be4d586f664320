import * as z from 'zod/mini' // a page's first paint waits for it: a third of zod's size, and of the time to set it up
import { type Cursor, formatCursor, parseCursor } from './cursor'
import { type LecternEvent, origins } from './event'
import { isTopic, mapTopics, type TopicRetention } from './topics'

/** The version of everything in this file. */
export const PROTOCOL = 1

/** Seconds between two `ping`s of the server. */
export const HEARTBEAT_S = 20

/** Who may most stands first. */
export const roles = ['presenter', 'producer', 'audience'] as const
export type Role = (typeof roles)[number]

const cursor = z.pipe(
  z.string(),
  z.transform((text, context): Cursor => {
    const parsed = parseCursor(text)
    if (parsed) return parsed
    context.issues.push({ code: 'custom', message: 'is not EPOCH:OFFSET', input: text })
    return z.NEVER
  }),
)

/** Thousands come in one message, before a page's first paint: a schema would take ten times as long as the reader. */
const events = z.pipe(
  z.custom<readonly unknown[]>(Array.isArray, 'is not an array'),
  z.transform((list, context): readonly LecternEvent[] => {
    const read: LecternEvent[] = []
    for (const [at, value] of list.entries()) {
      const { event, error } = readEvent(value)
      if (event) read.push(event)
      if (error === undefined) continue
      context.issues.push({ code: 'custom', path: [at], message: error, input: value })
      return z.NEVER
    }
    return read
  }),
)
const deck = z.transform((value: unknown, context) => {
  const { event, error } = readEvent(value)
  if (error !== undefined) context.issues.push({ code: 'custom', message: error, input: value })
  return event?.type === 'deck' ? event : undefined
})
const offset = z.int().check(z.minimum(0))
const whole = z.int().check(z.positive())
const key = z.array(z.string()).check(z.minLength(1))
const ttl_s = z.optional(z.number().check(z.positive()))
const rule: z.ZodMiniType<TopicRetention> = z.discriminatedUnion('policy', [
  z.object({ policy: z.literal('snapshot'), ttl_s }),
  z.object({ policy: z.literal('last-per-key'), key, limit: whole, ttl_s }),
  z.object({ policy: z.literal('ring'), limit: whole, ttl_s }),
  z.object({ policy: z.literal('ring-per-key'), key, per_key: whole, limit: whole, ttl_s }),
  z.object({ policy: z.literal('points'), limit: whole, emptied_by: z.string(), ttl_s }),
])
/** The rule of every topic that this version knows. */
const retention = z.object(mapTopics(() => rule))

const hello = z.object({
  type: z.literal('hello'),
  protocol: z.int(),
  /** The server's clock, epoch seconds. */
  now: z.number(),
  epoch: z.string(),
  offset,
  heartbeat_s: z.number().check(z.positive()),
  role: z.enum(roles),
  retention,
})
const part = z.object({ cursor, events, deck: z.optional(deck) })
const published = z.object({
  accepted: offset,
  rejected: z.array(z.object({ index: offset, error: z.string() })),
  cursor,
})
/** `POST /api/publish`: its answer, and that of `publish` on a WebSocket; as it is sent, and as it is read. */
export type Published = z.input<typeof published>
export type PublishedBody = z.output<typeof published>

export const serverMessage = z.discriminatedUnion('type', [
  hello,
  z.extend(part, {
    type: z.literal('snapshot'),
    reset: z.optional(z.literal(true)),
    complete: z.optional(z.literal(true)),
  }),
  z.extend(part, { type: z.literal('events') }),
  z.object({ type: z.literal('gap'), from: offset, to: offset, dropped: offset }),
  z.object({ type: z.literal('ping'), now: z.number(), cursor }),
  z.extend(published, { type: z.literal('published') }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('error'), message: z.string() }),
])

export type ServerMessage = z.infer<typeof serverMessage>

/** `GET /api/snapshot`: the whole replica, complete in itself. */
export const snapshotBody = z.object({
  protocol: z.int(),
  now: z.number(),
  cursor,
  retention,
  events,
  complete: z.literal(true),
})
export type SnapshotBody = z.infer<typeof snapshotBody>

/** `GET /api/poll`: what the WebSocket would have said since the cursor, in one body. */
export const pollBody = z.object({
  now: z.number(),
  retention,
  cursor,
  events,
  reset: z.optional(z.boolean()),
  gap: z.nullish(z.object({ from: offset, to: offset, dropped: offset })),
  complete: z.boolean(),
})

export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('publish'), events: z.array(z.unknown()) }),
  z.looseObject({ type: z.literal('command'), command: z.string() }),
  z.object({ type: z.literal('pong') }),
])
/** What a client may send; the events of `publish` are checked one by one, so that one bad event costs itself alone. */
export type ClientMessage = z.infer<typeof clientMessage>

export type Parsed<T> = { readonly message: T } | { readonly error: string }

/** Text of the server as a message; never throws. */
export const parseServerMessage = (text: string): Parsed<ServerMessage> => parse(text, serverMessage)

/** Text of a client as a message; never throws. */
export const parseClientMessage = (text: string): Parsed<ClientMessage> => parse(text, clientMessage)

/** The body of an answer of `/api/publish`; never throws. */
export const parsePublishedBody = (text: string): Parsed<PublishedBody> => parse(text, published)

/** The body of `/api/snapshot`; never throws. */
export const parseSnapshotBody = (text: string): Parsed<SnapshotBody> => parse(text, snapshotBody)

/** The body of `/api/snapshot` where its JSON was read before; never throws. */
export const checkSnapshotBody = (value: unknown): Parsed<SnapshotBody> => check(value, snapshotBody)

/** The answer of a poll, as the messages that it stands for; never throws. */
export function parsePollBody(text: string): Parsed<readonly ServerMessage[]> {
  const parsed = parse(text, pollBody)
  if ('error' in parsed) return parsed
  const { now, retention, cursor, events, reset, gap, complete } = parsed.message
  const { epoch, offset } = cursor
  const hello: ServerMessage = {
    type: 'hello',
    protocol: PROTOCOL,
    now,
    epoch,
    offset,
    heartbeat_s: HEARTBEAT_S,
    role: 'audience',
    retention,
  }
  const snapshot: ServerMessage = {
    type: 'snapshot',
    cursor,
    events,
    reset: reset || undefined,
    complete: complete || undefined,
  }
  return { message: gap ? [hello, { type: 'gap', ...gap }, snapshot] : [hello, snapshot] }
}

/** The event as one line of JSON, made once at publish and sent to everybody. */
export function serializeEvent(epoch: string, event: LecternEvent): string {
  const { offset, type, payload, timestamp, origin } = event
  return JSON.stringify({ id: formatCursor({ epoch, offset }), type, payload, timestamp, origin })
}

/** JSON text as a message of `schema`; never throws. */
export function parse<T>(text: string, schema: z.core.$ZodType<T>): Parsed<T> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { error: 'not JSON' }
  }
  return check(value, schema)
}

function check<T>(value: unknown, schema: z.core.$ZodType<T>): Parsed<T> {
  const result = z.safeParse(schema, value)
  if (result.success) return { message: result.data }
  const issue = result.error.issues[0]
  const where = issue?.path.join('.')
  return { error: where ? `${where}: ${issue?.message}` : (issue?.message ?? 'not a message') }
}

/** An event as it is delivered: its offset stands in the id. Neither event nor error: a topic that only newer versions know. */
function readEvent(value: unknown): { readonly event?: LecternEvent; readonly error?: string } {
  if (typeof value !== 'object' || value === null) return { error: 'is not an event' }
  const { id, type, payload, timestamp, origin = 'live' }: Partial<Record<string, unknown>> = { ...value }
  if (typeof id !== 'string' || typeof type !== 'string') return { error: 'has no id or type' }
  if (typeof payload !== 'object' || payload === null) return { error: 'payload is not an object or array' }
  if (typeof timestamp !== 'number' || !Number.isFinite(timestamp)) return { error: 'timestamp is not a number' }
  if (!origins.some((known) => known === origin)) return { error: `origin is none of ${origins.join(', ')}` }
  const place = parseCursor(id)
  if (!place || !isTopic(type)) return {}
  // The server checked the payload against the table of topics when it was published; it is not checked again.
  return { event: { type, payload, timestamp, origin, offset: place.offset } as LecternEvent }
}
