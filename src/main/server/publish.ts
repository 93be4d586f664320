import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { formatCursor } from '../../shared/cursor'
import { type EventDraft, parseDraft } from '../../shared/event'
import type { ServerDeps } from './deps'

/** What a producer is told of what it sent. */
export interface Published {
  readonly accepted: number
  readonly rejected: readonly { readonly index: number; readonly error: string }[]
  readonly cursor: string
}

/** A value of a body, or why its place holds none. */
export type Input = { readonly value: unknown } | { readonly error: string }

/** Publishes what is valid, in its order; a bad event costs itself alone. `index` counts from 0. */
export function publishInputs(
  { broadcaster, clock, limits }: Pick<ServerDeps, 'broadcaster' | 'clock' | 'limits'>,
  inputs: readonly Input[],
): Published {
  const drafts: EventDraft[] = []
  const rejected: { index: number; error: string }[] = []
  inputs.forEach((input, index) => {
    const result = 'error' in input ? input : parseDraft(input.value, clock.now(), limits)
    if ('draft' in result) drafts.push(result.draft)
    else rejected.push({ index, error: result.error })
  })
  return { accepted: drafts.length, rejected, cursor: formatCursor(broadcaster.publish(drafts)) }
}

/** Events that are checked in one go; then everybody else has a turn. A body of the largest size would hold them up for 0.1 s. */
const TURN = 1_024

async function publishInTurns(deps: ServerDeps, inputs: readonly Input[]): Promise<Published> {
  let { accepted, rejected, cursor } = publishInputs(deps, inputs.slice(0, TURN))
  for (let start = TURN; start < inputs.length; start += TURN) {
    await setImmediate()
    const turn = publishInputs(deps, inputs.slice(start, start + TURN))
    accepted += turn.accepted
    rejected = [...rejected, ...turn.rejected.map(({ index, error }) => ({ index: start + index, error }))]
    cursor = turn.cursor
  }
  return { accepted, rejected, cursor }
}

/** `POST /api/publish`: a JSON event, an array of them, or an event a line. */
export function registerPublish(app: FastifyInstance, deps: ServerDeps): void {
  app.post('/api/publish', { config: { access: 'publish' } }, async (request, reply) => {
    const lines = /^application\/x-ndjson\b/i.test(request.headers['content-type'] ?? '')
    const body = readEvents(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), lines)
    if ('error' in body) return reply.code(400).send(body)
    if (body.inputs.length > deps.limits.events_per_publish) {
      deps.limitHits.hit('events_per_publish')
      const error = `more than ${deps.limits.events_per_publish} events in one body (limit "events_per_publish")`
      return reply.code(413).send({ error })
    }
    return publishInTurns(deps, body.inputs)
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The values of a body. A line that is not JSON has its own error; a JSON body that is broken has no values at all. */
export function readEvents(
  body: Uint8Array,
  lines: boolean,
): { readonly inputs: readonly Input[] } | { readonly error: string } {
  let text: string
  try {
    text = utf8.decode(body)
  } catch {
    return { error: 'the body is not UTF-8' }
  }
  if (lines) return { inputs: text.split('\n').filter(notBlank).map(parseJson) }
  if (!notBlank(text)) return { error: 'the body is empty; send an event, an array of events, or an event a line' }
  const whole = parseJson(text)
  if ('error' in whole) return { error: `the body is ${whole.error}` }
  return { inputs: Array.isArray(whole.value) ? whole.value.map((value: unknown) => ({ value })) : [whole] }
}

function parseJson(text: string): Input {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    // The reason may quote the text around the place; the place itself is enough.
    const place = error instanceof Error ? /at position \d+/.exec(error.message)?.[0] : undefined
    return { error: place ? `not JSON (${place})` : 'not JSON' }
  }
}

function notBlank(line: string): boolean {
  return line.trim() !== ''
}
