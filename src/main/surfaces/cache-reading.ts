import type { Usage } from './narrators/narrator'

/** What the last request said about the prompt cache. Null is unknown, and stays a dash on the screen. */
export interface CacheReading {
  /** Percent of the request's input that was read from the cache. */
  readonly cachePct: number | null
  /** Share (0 to 1) of the request's input that the request before it had left in the cache. */
  readonly expectedCacheRate: number | null
  /** Percent of what was left in the cache that was still there. */
  readonly retentionPct: number | null
  /** Tokens that this request leaves in the cache. */
  readonly cachedTokens: number
}

export const noReading: CacheReading = { cachePct: null, expectedCacheRate: null, retentionPct: null, cachedTokens: 0 }

/** The reading behind a request that came after `before`. */
export function readCache(before: CacheReading, usage: Usage): CacheReading {
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = usage
  const total = inputTokens + cacheReadTokens + cacheWriteTokens // the API's input tokens leave out what was cached
  if (total === 0) return noReading
  const expected = Math.min(before.cachedTokens, total)
  return {
    cachePct: tenth((100 * cacheReadTokens) / total),
    expectedCacheRate: expected > 0 ? Math.round((1000 * expected) / total) / 1000 : null,
    retentionPct: expected > 0 ? tenth(Math.min(100, (100 * cacheReadTokens) / expected)) : null,
    cachedTokens: cacheReadTokens + cacheWriteTokens,
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10
