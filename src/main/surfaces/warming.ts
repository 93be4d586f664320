import type { WarmRecord } from '../../shared/surface-wire'
import { type CacheReading, noReading, readCache } from './cache-reading'
import type { Usage, WarmOutcome } from './narrators/narrator'

const DEFAULT_INTERVAL_S = 240
export const MIN_INTERVAL_S = 1
export const MAX_INTERVAL_S = 86_400
/** After repeated failures the wait doubles up to this, or stays at an interval that is longer. */
export const MAX_BACKOFF_S = 3_600
/** Warms whose outcome is remembered. */
export const HISTORY = 60

/** What warming is at. A time (of elapsed ones) stands only where something is scheduled: neither while off, nor in a turn, nor after a close. */
type Phase =
  | { readonly at: 'off' }
  | { readonly at: 'waiting'; readonly dueAt: number }
  /** A warm is in flight; `on` says whether another will follow. */
  | { readonly at: 'warming'; readonly on: boolean }
  /** A turn runs, and touches the prefix itself; `on` says whether warming goes on behind it. */
  | { readonly at: 'turn'; readonly on: boolean }
  | { readonly at: 'closed' }

export interface Warming {
  readonly phase: Phase
  readonly intervalS: number
  /** Epoch milliseconds of the last warm that succeeded. */
  readonly lastWarmAt: number | null
  /** Warms in a row that failed. */
  readonly failures: number
  /** Why the last warm did not do what it should; null where it did. */
  readonly note: string | null
  readonly reading: CacheReading
  readonly history: readonly WarmRecord[]
}

export type WarmingEvent =
  | { readonly type: 'toggle'; readonly payload: unknown }
  | { readonly type: 'set-interval'; readonly payload: unknown }
  | { readonly type: 'due' }
  | { readonly type: 'warm-by-hand' }
  /** `at`: epoch milliseconds, for the history. */
  | { readonly type: 'warmed'; readonly outcome: WarmOutcome; readonly at: number }
  | { readonly type: 'turn-started' }
  | { readonly type: 'turn-ended'; readonly usage: Usage | null }
  | { readonly type: 'closed' }

/** What the rim has to do. */
type WarmingEffect = 'start-warm' | 'abort-warm' | null

export type WarmingStep =
  | { readonly warming: Warming; readonly effect: WarmingEffect }
  /** Nothing changed, and why. */
  | { readonly refusal: string }

/** A conversation's warming before anything was said: off. */
export const newWarming: Warming = {
  phase: { at: 'off' },
  intervalS: DEFAULT_INTERVAL_S,
  lastWarmAt: null,
  failures: 0,
  note: null,
  reading: noReading,
  history: [],
}

/** Warming as an opt-in that outlived a restart. */
export function restoredWarming(intervalS: number, now: number): Warming {
  const warming = { ...newWarming, intervalS }
  return { ...warming, phase: waiting(warming, now) }
}

export function isOn({ phase }: Warming): boolean {
  return phase.at === 'waiting' || ((phase.at === 'warming' || phase.at === 'turn') && phase.on)
}

/** When the next warm is due, and nothing else: the rim sets its timer by it. */
export function dueAt({ phase }: Warming): number | null {
  return phase.at === 'waiting' ? phase.dueAt : null
}

/**
 * What a client is told: never in the past. While a warm is in flight, or due and its timer late,
 * it is the earliest that the one behind it can be.
 */
export function announcedAt(warming: Warming, now: number): number | null {
  if (!isOn(warming) || warming.phase.at === 'turn') return null
  const due = dueAt(warming)
  return due !== null && due > now ? due : now + warming.intervalS * 1000
}

/** The machine. `now` is milliseconds that elapsed by the clock: setting the time of day moves no warm. */
export function stepWarming(warming: Warming, event: WarmingEvent, now: number): WarmingStep {
  const { phase } = warming
  switch (event.type) {
    case 'toggle':
      return toggle(warming, event.payload, now)
    case 'set-interval':
      return changeInterval(warming, event.payload, now)
    case 'due':
      return phase.at === 'waiting' && phase.dueAt <= now
        ? { warming: { ...warming, phase: { at: 'warming', on: true } }, effect: 'start-warm' }
        : quiet(warming)
    case 'warm-by-hand':
      if (phase.at === 'turn') return { refusal: 'a turn is running; it keeps the cache warm itself' }
      if (phase.at === 'closed') return { refusal: 'the conversation is closed' }
      if (phase.at === 'warming') return quiet(warming) // the one in flight serves both
      return { warming: { ...warming, phase: { at: 'warming', on: isOn(warming) } }, effect: 'start-warm' }
    case 'warmed':
      return phase.at === 'warming' ? quiet(afterWarm(warming, event, now)) : quiet(warming)
    case 'turn-started':
      if (phase.at === 'closed' || phase.at === 'turn') return quiet(warming)
      return {
        warming: { ...warming, phase: { at: 'turn', on: isOn(warming) } },
        effect: phase.at === 'warming' ? 'abort-warm' : null,
      }
    case 'turn-ended':
      return phase.at === 'turn' ? quiet(afterTurn(warming, event.usage, now)) : quiet(warming)
    case 'closed':
      return {
        warming: { ...newWarming, phase: { at: 'closed' } },
        effect: phase.at === 'warming' ? 'abort-warm' : null,
      }
  }
}

function toggle(warming: Warming, payload: unknown, now: number): WarmingStep {
  const { phase } = warming
  const wanted = payload === undefined || payload === null ? !isOn(warming) : unwrap(payload)
  if (typeof wanted !== 'boolean') return { refusal: 'cache-warming/toggle takes nothing, true or false' }
  if (phase.at === 'closed') return { refusal: 'the conversation is closed' }
  if (phase.at === 'turn' || phase.at === 'warming') {
    return quiet({ ...warming, phase: { at: phase.at, on: wanted } })
  }
  if (wanted === isOn(warming)) return quiet(warming)
  const fresh = { ...warming, failures: 0, note: null }
  return quiet({ ...fresh, phase: wanted ? waiting(fresh, now) : { at: 'off' } })
}

function changeInterval(warming: Warming, payload: unknown, now: number): WarmingStep {
  const seconds = unwrap(payload)
  if (typeof seconds !== 'number' || !(seconds >= MIN_INTERVAL_S && seconds <= MAX_INTERVAL_S)) {
    return {
      refusal: `cache-warming/set-interval takes a number of seconds from ${MIN_INTERVAL_S} to ${MAX_INTERVAL_S}; it stays at ${warming.intervalS}`,
    }
  }
  if (warming.phase.at === 'closed') return { refusal: 'the conversation is closed' }
  const changed = { ...warming, intervalS: seconds, failures: 0 }
  return quiet(warming.phase.at === 'waiting' ? { ...changed, phase: waiting(changed, now) } : changed)
}

type Warmed = Extract<WarmingEvent, { type: 'warmed' }>

function afterWarm(warming: Warming, { outcome, at }: Warmed, now: number): Warming {
  const warm = outcome.kind === 'warm'
  const reading = outcome.kind === 'failed' ? warming.reading : readCache(warming.reading, outcome.usage)
  const record = { at, outcome: outcome.kind, cachePct: outcome.kind === 'failed' ? null : reading.cachePct }
  const after: Warming = {
    ...warming,
    reading,
    lastWarmAt: warm ? at : warming.lastWarmAt,
    failures: warm ? 0 : warming.failures + 1,
    note: warm ? null : outcome.reason,
    history: [...warming.history, record].slice(-HISTORY),
  }
  return { ...after, phase: isOn(warming) ? waiting(after, now) : { at: 'off' } }
}

function afterTurn(warming: Warming, usage: Usage | null, now: number): Warming {
  // A turn that reports its usage has touched the prefix: what failed before it is over.
  const after = usage ? { ...warming, reading: readCache(warming.reading, usage), failures: 0, note: null } : warming
  return { ...after, phase: isOn(warming) ? waiting(after, now) : { at: 'off' } }
}

function waiting({ intervalS, failures }: Warming, now: number): Phase {
  // The first failure keeps the schedule: a second later than the interval the cache may be gone.
  const doubled = intervalS * 2 ** Math.min(16, Math.max(0, failures - 1))
  return { at: 'waiting', dueAt: now + Math.min(doubled, Math.max(intervalS, MAX_BACKOFF_S)) * 1000 }
}

/** A step that asks nothing of the rim. */
const quiet = (warming: Warming): WarmingStep => ({ warming, effect: null })

/** `{value}` as its value. */
function unwrap(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'value' in payload ? payload.value : payload
}
