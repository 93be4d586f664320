import Anthropic from '@anthropic-ai/sdk'
import type { Clock } from '../../../../shared/clock'
import type { AnswerEvent, Narration, Narrator, Usage, WarmOutcome } from '../narrator'
import { failureOf } from './failure'
import { freezePrefix, type Prefix, questionPrompt, warmPrompt } from './prompt'
import { createWatchdog } from './watchdog'

export interface AnthropicOptions {
  readonly apiKey: string
  readonly model: string
  /** Where the API is; without it, the official address. */
  readonly baseUrl?: string
  readonly clock: Clock
  /** Milliseconds without a word of the API after which a request is given up. */
  readonly silenceMs?: number
}

const MAX_TOKENS = 1_024
const SILENCE_MS = 30_000
const SILENT = 'the API went silent'

/** Answers by a model of the Anthropic Messages API. */
export function anthropicNarrator(options: AnthropicOptions): Narrator {
  const { clock, model, silenceMs = SILENCE_MS } = options
  const client = new Anthropic({
    apiKey: options.apiKey,
    ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
    maxRetries: 0, // whoever asked is told at once; warming has a backoff of its own
    logLevel: 'off', // the log is the server's
  })
  const begin = (): Narration => {
    let frozen: Prefix | null = null
    return {
      async *answer(question, signal): AsyncIterable<AnswerEvent> {
        frozen ??= freezePrefix(question.replica)
        const watchdog = createWatchdog(signal, clock, silenceMs)
        try {
          yield* stream(client, { model, ...questionPrompt(frozen, question) }, watchdog)
          if (watchdog.fired) yield { kind: 'failed', reason: SILENT } // an abort ends the SDK's stream without a throw
        } catch (error) {
          if (signal.aborted) return
          yield { kind: 'failed', reason: watchdog.fired ? SILENT : failureOf(error) }
        } finally {
          watchdog.dispose()
        }
      },
      async warm(replica, _now, signal): Promise<WarmOutcome> {
        frozen ??= freezePrefix(replica)
        const watchdog = createWatchdog(signal, clock, silenceMs)
        try {
          // No token is asked for: the API then only reads the prompt into its cache.
          const body = { model, max_tokens: 0, ...warmPrompt(frozen) }
          const message = await client.messages.create(body, { signal: watchdog.signal })
          return warmed(model, usageOf(message.usage))
        } catch (error) {
          return { kind: 'failed', reason: watchdog.fired ? SILENT : failureOf(error) }
        } finally {
          watchdog.dispose()
        }
      },
    }
  }
  return { name: model, begin }
}

type Body = Omit<Anthropic.MessageCreateParamsStreaming, 'stream' | 'max_tokens'>

async function* stream(
  client: Anthropic,
  body: Body,
  watchdog: { readonly signal: AbortSignal; alive(): void },
): AsyncIterable<AnswerEvent> {
  const request = { ...body, max_tokens: MAX_TOKENS, stream: true as const }
  const events = await client.messages.create(request, { signal: watchdog.signal })
  let usage: Usage | null = null
  let stopped: Anthropic.StopReason | null = null
  for await (const event of events) {
    watchdog.alive()
    if (event.type === 'message_start') usage = usageOf(event.message.usage)
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
      yield { kind: 'text', text: event.delta.text }
    }
    if (event.type === 'message_delta') {
      stopped = event.delta.stop_reason
      if (usage) usage = { ...usage, outputTokens: event.usage.output_tokens }
    }
    if (event.type !== 'message_stop') continue
    if (stopped === 'refusal') yield { kind: 'failed', reason: 'the model refused to answer' }
    else yield { kind: 'end', usage, cut: stopped === 'max_tokens' }
    return
  }
  // The SDK takes a connection that ends early for the end of the answer.
  if (!watchdog.signal.aborted) yield { kind: 'failed', reason: 'the answer broke off' }
}

interface ApiUsage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_input_tokens: number | null
  readonly cache_creation_input_tokens: number | null
}

function usageOf(usage: ApiUsage): Usage {
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
  }
}

/** The API takes a prefix that is too small without a word, and caches nothing: only the usage shows it. */
function warmed(model: string, usage: Usage): WarmOutcome {
  if (usage.cacheReadTokens + usage.cacheWriteTokens > 0) return { kind: 'warm', usage }
  const reason = `nothing was cached: ${usage.inputTokens} tokens are below the least that ${model} caches`
  return { kind: 'uncached', usage, reason }
}
