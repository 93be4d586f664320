import type { Clock } from '../../../shared/clock'
import { anthropicNarrator } from './anthropic/anthropic'
import type { Headlines } from './embedded/answers'
import { embeddedNarrator } from './embedded/embedded'
import type { Narrator } from './narrator'

/** `narrator:` of lectern.yaml. */
export interface NarratorConfig {
  readonly kind: 'embedded' | 'anthropic'
  readonly model?: string | undefined
  readonly base_url?: string | undefined
  readonly api_key?: string | undefined
}

const DEFAULT_MODEL = 'claude-sonnet-5-5'

/** The narrator that is asked for; what the file leaves open, the environment says. An error is one sentence. */
export function narratorOf(
  config: NarratorConfig,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  headlines: Headlines,
): { readonly narrator: Narrator } | { readonly error: string } {
  if (config.kind === 'embedded') return { narrator: embeddedNarrator(clock, headlines) }
  const apiKey = config.api_key ?? env.ANTHROPIC_API_KEY
  if (!apiKey) {
    return {
      error: 'narrator: kind "anthropic" needs a key; set ANTHROPIC_API_KEY or narrator.api_key in lectern.yaml',
    }
  }
  const baseUrl = config.base_url ?? env.ANTHROPIC_BASE_URL
  const model = config.model ?? DEFAULT_MODEL
  return { narrator: anthropicNarrator({ apiKey, model, clock, ...(baseUrl ? { baseUrl } : {}) }) }
}
