import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { formatCursor } from '../../shared/cursor'
import { parseDraft } from '../../shared/draft'
import type { EventDraft } from '../../shared/event'
import { parseJson, parseJsonLine } from '../../shared/json-text'
import type { Published } from '../../shared/wire'
import type { ServerDeps } from './deps'

/** A value of a body, or why its place holds none. */
export type Input = { readonly value: unknown } | { readonly error: string }

/** What came of inputs; `refused` says why the log took no more, though they were valid. */
export interface PublishResult {
  readonly published: Published
  readonly refused: string | null
}

/** Events that are checked in one go; then everybody else has a turn. A body of the largest size would hold them up for 0.1 s. */
const TURN = 1_024

/** Publishes what is valid, in its order; a bad event costs itself alone. `index` counts from 0. */
export async function publishInputs(deps: PublishDeps, inputs: readonly Input[]): Promise<PublishResult> {
  const first = await publishTurn(deps, inputs.slice(0, TURN))
  let { accepted, rejected, cursor } = first.published
  let { refused } = first
  for (let start = TURN; start < inputs.length; start += TURN) {
    await setImmediate()
    const rest = inputs.slice(start, start + TURN)
    // What the log has refused once is not asked for again: each try may take seconds.
    const turn = await publishTurn(deps, refused === null ? rest : rest.map(() => ({ error: `${refused}` })))
    accepted += turn.published.accepted
    rejected = [...rejected, ...turn.published.rejected.map(({ index, error }) => ({ index: start + index, error }))]
    cursor = refused === null ? turn.published.cursor : cursor
    refused ??= turn.refused
  }
  return { published: { accepted, rejected, cursor }, refused }
}

type PublishDeps = Pick<ServerDeps, 'sequencer' | 'clock' | 'limits' | 'limitHits'>

async function publishTurn(
  { sequencer, clock, limits, limitHits }: PublishDeps,
  inputs: readonly Input[],
): Promise<PublishResult> {
  const drafts: EventDraft[] = []
  const places: number[] = []
  const rejected: { index: number; error: string }[] = []
  inputs.forEach((input, index) => {
    const result: ReturnType<typeof parseDraft> =
      'error' in input ? input : parseDraft(input.value, clock.now(), limits)
    if ('draft' in result) {
      drafts.push(result.draft)
      places.push(index)
      return
    }
    rejected.push({ index, error: result.error })
    if (result.limit) limitHits.hit(result.limit)
  })
  const { cursor, accepted, refused } = await sequencer.publish(drafts)
  if (refused !== null) {
    rejected.push(...places.slice(accepted).map((index) => ({ index, error: refused })))
    rejected.sort((a, b) => a.index - b.index)
  }
  return { published: { accepted, rejected, cursor: formatCursor(cursor) }, refused }
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
    const { published, refused } = await publishInputs(deps, body.inputs)
    if (refused === null || published.accepted > 0) return published
    return reply.code(503).header('retry-after', '5').send({ error: refused })
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
  if (lines) return { inputs: text.split('\n').filter(notBlank).map(inputOf) }
  if (!notBlank(text)) return { error: 'the body is empty; send an event, an array of events, or an event a line' }
  const whole = parseJson(text)
  if ('error' in whole) return { error: `the body is not JSON: ${whole.error}` }
  return { inputs: Array.isArray(whole.value) ? whole.value.map((value: unknown) => ({ value })) : [whole] }
}

function inputOf(line: string): Input {
  const parsed = parseJsonLine(line)
  return 'error' in parsed ? { error: `not JSON: ${parsed.error}` } : parsed
}

function notBlank(line: string): boolean {
  return line.trim() !== ''
}
