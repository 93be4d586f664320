/** The span that a rate is told over, in milliseconds. */
export const MINUTE_MS = 60_000

/**
 * Events a second over the last minute, from the times (epoch milliseconds) of the newest events that are still
 * retained. Where these reach back less than a minute, over the span that they cover. Null where nothing can be said:
 * fewer than two events, or a span under a second.
 */
export function ratePerSecond(times: readonly number[], now: number): number | null {
  if (times.length < 2) return null
  const oldest = Math.min(...times)
  if (oldest <= now - MINUTE_MS) return times.filter((time) => time > now - MINUTE_MS).length / (MINUTE_MS / 1000)
  const span = Math.max(now, ...times) - oldest
  // The oldest event opens the span: what came before it is not known.
  return span < 1000 ? null : (times.length - 1) / (span / 1000)
}

/** `1.7/s`, `24/s`, `<0.1/s`. */
export function perSecond(rate: number): string {
  if (rate === 0) return '0/s'
  if (rate < 0.1) return '<0.1/s'
  return rate < 9.95 ? `${rate.toFixed(1)}/s` : `${Math.round(rate)}/s`
}
