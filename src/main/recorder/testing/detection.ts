import type { EventDraft } from '../../../shared/event'

/** The `n`th event of a talk with 200 of them a second. */
export function detection(n: number, pad = ''): EventDraft<'live_detection'> {
  const payload = { host_id: `host-${n % 12}`, label: `scan ${n} ${pad}`.trim(), score: 0.5 }
  return { type: 'live_detection', payload, timestamp: 1_781_246_273 + n / 200, origin: 'live' }
}
