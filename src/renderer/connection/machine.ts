import { backoffDelay } from '../../shared/backoff'

/** Without a word for so long, a connection counts as dead; the server speaks every 20 s. */
export const SILENCE_MS = 50_000
/** A pipe that has said nothing so long after it was opened has failed. */
export const OPEN_TIMEOUT_MS = 10_000
/** A connection that lasted so long was a good one: the count of failures starts anew. */
const STEADY_MS = 5_000
/** How long a fallback serves before the preferred transport is tried again. */
export const PREFER_AGAIN_MS = 120_000
/** The same where the preferred one has worked on this page: what failed was the server, and a browser has few connections for fallbacks. */
export const PREFER_SOON_MS = 3_000
/** A hidden page gives back the connections that its browser has few of. */
export const HIDDEN_MS = 30_000
/** On waking, a connection that missed a heartbeat is not waited for any longer. */
const SUSPECT_MS = 25_000
const BACKOFF = { baseMs: 500, maxMs: 4_000 }

export interface MachineOptions {
  /** How many transports there are; rank 0 is the preferred one. */
  readonly transports: number
  /** Failures in a row before the next transport has its turn. */
  readonly afterFailures: number
  /** True where an open transport of this rank holds one of the browser's few connections. */
  holdsConnection(rank: number): boolean
  /** True where the preferred transport was open on this page, and has not failed since as a try in a fallback's place. */
  preferredWorks(): boolean
}

export type ConnectionState =
  /** A pipe is opening. `back`: it is a try of the preferred one, and this rank serves again if it fails. */
  | {
      readonly phase: 'connecting'
      readonly rank: number
      readonly since: number
      readonly failures: number
      readonly back: number | null
    }
  | {
      readonly phase: 'open'
      readonly rank: number
      readonly since: number
      readonly heardAt: number
      readonly failures: number
      readonly hiddenAt: number | null
      /** When the preferred transport is to be tried again; null where it is this one. */
      readonly preferAt: number | null
    }
  | { readonly phase: 'waiting'; readonly until: number; readonly failures: number }
  /** Closed on purpose, until the page is seen again. */
  | { readonly phase: 'parked' }
  | { readonly phase: 'stopped' }

export type ConnectionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'heard' }
  | { readonly type: 'closed' }
  /** The time that `alarmAt` gave has come. */
  | { readonly type: 'alarm' }
  /** The network is back, or timers were late. `navigator.onLine` being false stops nothing: loopback works without a network. */
  | { readonly type: 'nudge' }
  /** The machine has slept, and `now` stood still meanwhile: how long ago the server was heard is not known. */
  | { readonly type: 'woke' }
  | { readonly type: 'hidden' }
  | { readonly type: 'visible' }
  /** The page goes away, or into the back-forward cache. */
  | { readonly type: 'left' }
  | { readonly type: 'stop' }

type ConnectionEffect =
  /** Shut the pipe that is there, then open this one. */
  { readonly type: 'open'; readonly rank: number } | { readonly type: 'shut' }

export interface Step {
  readonly state: ConnectionState
  readonly effects: readonly ConnectionEffect[]
}

export const stopped: ConnectionState = { phase: 'stopped' }

/** The whole behaviour of the connection: what it is, what happened and when, to what it is then and what is to be done. */
export function advance(
  state: ConnectionState,
  event: ConnectionEvent,
  now: number,
  random: number,
  options: MachineOptions,
): Step {
  if (event.type === 'stop') return { state: stopped, effects: shutOf(state) }
  if (event.type === 'left' && state.phase !== 'stopped') return { state: { phase: 'parked' }, effects: shutOf(state) }
  switch (state.phase) {
    case 'stopped':
      return event.type === 'start' ? connect(0, 0, now) : stay(state)
    case 'parked':
      return rouses(event) ? connect(0, 0, now) : stay(state)
    case 'waiting':
      if (rouses(event)) return connect(0, 0, now)
      if (event.type === 'alarm' && now >= state.until)
        return connect(rankOf(state.failures, options), state.failures, now)
      return stay(state)
    case 'connecting':
      if (event.type === 'heard') {
        const { rank, failures } = state
        const preferAt = rank === 0 ? null : now + (options.preferredWorks() ? PREFER_SOON_MS : PREFER_AGAIN_MS)
        return stay({ phase: 'open', rank, since: now, heardAt: now, failures, hiddenAt: null, preferAt })
      }
      if (event.type === 'closed') return failed(state, now, random)
      if (event.type === 'alarm' && now >= state.since + OPEN_TIMEOUT_MS) return failed(state, now, random)
      return stay(state)
    case 'open':
      return whileOpen(state, event, now, random, options)
  }
}

/** True where nothing is waited for any longer. */
const rouses = ({ type }: ConnectionEvent): boolean => type === 'nudge' || type === 'woke' || type === 'visible'

type Open = Extract<ConnectionState, { phase: 'open' }>
type Connecting = Extract<ConnectionState, { phase: 'connecting' }>

function whileOpen(state: Open, event: ConnectionEvent, now: number, random: number, options: MachineOptions): Step {
  switch (event.type) {
    case 'heard':
      return stay({ ...state, heardAt: now })
    case 'closed':
      return wait(now - state.since >= STEADY_MS ? 1 : state.failures + 1, now, random)
    case 'hidden':
      return stay(options.holdsConnection(state.rank) ? { ...state, hiddenAt: now } : state)
    case 'woke':
      return connect(0, 0, now)
    case 'visible':
    case 'nudge':
      if (now - state.heardAt > SUSPECT_MS) return connect(0, 0, now)
      return stay({ ...state, hiddenAt: event.type === 'visible' ? null : state.hiddenAt })
    case 'alarm':
      if (now >= state.heardAt + SILENCE_MS) return connect(0, 1, now)
      if (state.hiddenAt !== null && now >= state.hiddenAt + HIDDEN_MS) {
        return { state: { phase: 'parked' }, effects: [{ type: 'shut' }] }
      }
      if (state.preferAt !== null && now >= state.preferAt) return connect(0, 0, now, state.rank)
      return stay(state)
    default:
      return stay(state)
  }
}

/** When the machine wants to be told `alarm`; null while nothing is to come by itself. */
export function alarmAt(state: ConnectionState): number | null {
  switch (state.phase) {
    case 'connecting':
      return state.since + OPEN_TIMEOUT_MS
    case 'waiting':
      return state.until
    case 'open': {
      const silence = state.heardAt + SILENCE_MS
      const park = state.hiddenAt === null ? Infinity : state.hiddenAt + HIDDEN_MS
      return Math.min(silence, park, state.preferAt ?? Infinity)
    }
    default:
      return null
  }
}

/** Each transport has its turn for so many failures; after the last one, the preferred again. Where that one works, a fallback's turn is one try. */
function rankOf(failures: number, { afterFailures, transports, preferredWorks }: MachineOptions): number {
  const turns = Math.max(1, afterFailures)
  return preferredWorks() && failures % turns > 0 ? 0 : Math.floor(failures / turns) % transports
}

function connect(rank: number, failures: number, now: number, back: number | null = null): Step {
  return { state: { phase: 'connecting', rank, since: now, failures, back }, effects: [{ type: 'open', rank }] }
}

function failed(state: Connecting, now: number, random: number): Step {
  if (state.back !== null) return connect(state.back, state.failures, now)
  return wait(state.failures + 1, now, random)
}

function wait(failures: number, now: number, random: number): Step {
  const until = now + backoffDelay(failures, random, BACKOFF)
  return { state: { phase: 'waiting', until, failures }, effects: [{ type: 'shut' }] }
}

function shutOf(state: ConnectionState): readonly ConnectionEffect[] {
  return state.phase === 'connecting' || state.phase === 'open' ? [{ type: 'shut' }] : []
}

const stay = (state: ConnectionState): Step => ({ state, effects: [] })
