import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../../shared/clock'
import type { EventDraft } from '../../../../shared/event'
import { replicaOf } from '../../testing/kit'
import { startMessagesApi } from '../../testing/messages-api'
import type { AnswerEvent, Narration, Question } from '../narrator'
import { anthropicNarrator } from './anthropic'

const KEY = 'key-of-the-presenter'
const NOW = 1_781_246_273_000
const metric = (model: string, macro_f1: number): EventDraft => ({
  type: 'model_metric',
  payload: { model, macro_f1 },
  timestamp: NOW / 1000,
  origin: 'live',
})
const before = [metric('gbt', 0.91), metric('gru', 0.89)]

let api: Awaited<ReturnType<typeof startMessagesApi>>
beforeAll(async () => {
  api = await startMessagesApi({ leastCacheable: 100 })
})
afterAll(() => api.close())
beforeEach(() => {
  api.asked.length = 0
  api.forget()
})

function begin(silenceMs = 10_000): Narration {
  const options = { apiKey: KEY, baseUrl: api.url, model: 'claude-test', clock: systemClock, silenceMs }
  return anthropicNarrator(options).begin()
}

const question = (events: readonly EventDraft[] = before, history: Question['history'] = []): Question => ({
  text: 'who leads?',
  history,
  replica: replicaOf(events),
  now: NOW,
})

async function hear(told: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = []
  for await (const one of told) all.push(one)
  return all
}
const never = () => new AbortController().signal

describe('the narrator of the Messages API', () => {
  test('[NARR-10] streams the answer, then its usage', async () => {
    api.replies.push({ kind: 'answer', words: ['gbt ', 'leads'] })
    expect(await hear(begin().answer(question(), never()))).toEqual([
      { kind: 'text', text: 'gbt ' },
      { kind: 'text', text: 'leads' },
      {
        kind: 'end',
        cut: false,
        usage: {
          inputTokens: expect.any(Number),
          outputTokens: 2,
          cacheReadTokens: 0,
          cacheWriteTokens: expect.any(Number),
        },
      },
    ])
  })

  test('[NARR-11] the prefix is the same bytes in every request of a conversation, marked for the cache; what changed stands behind it', async () => {
    const narration = begin()
    await hear(narration.answer(question(), never()))
    const after = [...before, metric('mlp', 0.99)]
    const history = [{ question: 'who leads?', answer: 'gbt', askedAt: NOW }]
    const [end] = (await hear(narration.answer(question(after, history), never()))).slice(-1)
    await narration.warm(replicaOf(after), NOW, never())
    const systems = api.asked.map(({ body }) => JSON.stringify(body.system))
    expect(new Set(systems).size).toBe(1)
    expect(api.asked[0]?.body.system[0]).toMatchObject({ cache_control: { type: 'ephemeral' } })
    expect(systems[0]).not.toContain('mlp')
    const messages = api.asked[1]?.body.messages ?? []
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(messages[2]?.content).toMatch(/# Newer values\n## model_metric[^#]*mlp[\s\S]*# Question\nwho leads\?$/)
    expect(messages[2]?.content).not.toContain('## model_perf')
    expect(end).toMatchObject({ kind: 'end', usage: { cacheWriteTokens: 0, cacheReadTokens: expect.any(Number) } })
  })

  test('[NARR-12] a warm asks for no token, writes the cache first and reads it then', async () => {
    const narration = begin()
    const first = await narration.warm(replicaOf(before), NOW, never())
    const second = await narration.warm(replicaOf(before), NOW, never())
    expect(api.asked[0]?.body.max_tokens).toBe(0)
    expect(first).toMatchObject({ kind: 'warm', usage: { cacheReadTokens: 0 } })
    expect(second).toMatchObject({ kind: 'warm', usage: { cacheWriteTokens: 0 } })
    if (first.kind !== 'warm' || second.kind !== 'warm') throw new Error('not warm')
    expect(second.usage.cacheReadTokens).toBe(first.usage.cacheWriteTokens)
  })

  test('[NARR-13] a prefix below the least cacheable size is not warm, and says so', async () => {
    const small = await startMessagesApi({ leastCacheable: 1_000_000 })
    const options = { apiKey: KEY, baseUrl: small.url, model: 'claude-test', clock: systemClock }
    const outcome = await anthropicNarrator(options).begin().warm(replicaOf(before), NOW, never())
    await small.close()
    expect(outcome).toMatchObject({ kind: 'uncached', reason: expect.stringMatching(/\d+ tokens .* claude-test/) })
  })

  test.each([
    [401, 'authentication_error', 'refused the key (401)'],
    [429, 'rate_limit_error', 'slow down'],
    [529, 'overloaded_error', 'overloaded'],
    [400, 'invalid_request_error', '400: bad words'],
    [500, 'api_error', '500'],
  ])(
    '[NARR-14] a %i is one sentence, for a question and for a warm, and never holds the key',
    async (status, type, said) => {
      const reply = { kind: 'status', status, type, message: 'bad words' } as const
      api.replies.push(reply, reply)
      const [told] = await hear(begin().answer(question(), never()))
      const outcome = await begin().warm(replicaOf(before), NOW, never())
      for (const failed of [told, outcome]) {
        expect(failed).toEqual({ kind: 'failed', reason: expect.stringContaining(said) })
        expect(JSON.stringify(failed)).not.toContain(KEY)
      }
    },
  )

  test('[NARR-15] an answer that breaks off, or ends in an error, says so behind what came', async () => {
    api.replies.push({ kind: 'cut', words: ['gbt '] }, { kind: 'error', words: ['gbt '], type: 'overloaded_error' })
    for (const said of ['broke off', 'overloaded']) {
      const told = await hear(begin().answer(question(), never()))
      expect(told).toEqual([
        { kind: 'text', text: 'gbt ' },
        { kind: 'failed', reason: expect.stringContaining(said) },
      ])
    }
  })

  test('[NARR-16] silence before or in an answer, or in a warm, is given up after a while', async () => {
    api.replies.push({ kind: 'nothing' }, { kind: 'silence', words: ['gbt '] }, { kind: 'nothing' })
    const silent = { kind: 'failed', reason: 'the API went silent' }
    expect(await hear(begin(60).answer(question(), never()))).toEqual([silent])
    expect(await hear(begin(60).answer(question(), never()))).toEqual([{ kind: 'text', text: 'gbt ' }, silent])
    expect(await begin(60).warm(replicaOf(before), NOW, never())).toEqual(silent)
  })

  test('[NARR-17] an abort ends an answer silently', async () => {
    api.replies.push({ kind: 'silence', words: ['gbt '] })
    const abort = new AbortController()
    const told: AnswerEvent[] = []
    for await (const one of begin().answer(question(), abort.signal)) {
      told.push(one)
      abort.abort()
    }
    expect(told).toEqual([{ kind: 'text', text: 'gbt ' }])
  })

  test('[NARR-18] an answer cut at its limit and a refusal are told apart from an end', async () => {
    api.replies.push(
      { kind: 'answer', words: ['a'], stop: 'max_tokens' },
      { kind: 'answer', words: [], stop: 'refusal' },
    )
    expect((await hear(begin().answer(question(), never()))).at(-1)).toMatchObject({ kind: 'end', cut: true })
    expect(await hear(begin().answer(question(), never()))).toEqual([
      { kind: 'failed', reason: 'the model refused to answer' },
    ])
  })

  test('[NARR-19] nobody can reach it: one sentence', async () => {
    const options = { apiKey: KEY, baseUrl: 'http://127.0.0.1:9', model: 'claude-test', clock: systemClock }
    const told = await hear(anthropicNarrator(options).begin().answer(question(), never()))
    expect(told).toEqual([{ kind: 'failed', reason: 'the API cannot be reached' }])
  })
})
