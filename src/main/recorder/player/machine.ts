/** While a hand scrubs, the stage is told anew at most so often, in milliseconds: five times a second. */
export const SEEK_EVERY_MS = 200

export const MIN_SPEED = 0.25
export const MAX_SPEED = 16

/** Positions are milliseconds since the recording's start, times are those that elapsed by the clock. */
type Motion =
  | { readonly phase: 'paused'; readonly at: number }
  | { readonly phase: 'playing'; readonly at: number; readonly since: number }
  | { readonly phase: 'ended'; readonly at: number }

/** What is being looked up in the recording. `last` is when the last seek began. */
type Seek =
  | { readonly phase: 'none'; readonly last: number }
  | { readonly phase: 'waiting'; readonly last: number; readonly to: number }
  | { readonly phase: 'running'; readonly last: number; readonly next: number | null }

export interface PlayerState {
  readonly duration: number
  readonly motion: Motion
  readonly seek: Seek
  readonly speed: number
  readonly loop: boolean
  readonly skipIdle: boolean
}

export type PlayerEvent =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly to: number }
  | { readonly type: 'speed'; readonly value: number }
  | { readonly type: 'loop'; readonly on: boolean }
  | { readonly type: 'skip-idle'; readonly on: boolean }
  /** The seek that the last effect asked for is on the stage. */
  | { readonly type: 'sought' }
  /** Time goes on from here, without anything being told anew: nothing happened in between. */
  | { readonly type: 'moved'; readonly to: number }
  /** The last event has been played, and the time of the recording is over. */
  | { readonly type: 'finished' }
  /** The time that `alarmAt` gave has come. */
  | { readonly type: 'alarm' }

/** Look the state at `to` up, and tell everybody anew. */
interface SeekEffect {
  readonly type: 'seek'
  readonly to: number
}

export interface PlayerStep {
  readonly state: PlayerState
  readonly effect: SeekEffect | null
}

/** The whole behaviour of the player: what it is, what happened and when, to what it is then and what is to be looked up. */
export function advance(state: PlayerState, event: PlayerEvent, now: number): PlayerStep {
  const at = positionAt(state, now)
  switch (event.type) {
    case 'play':
      if (state.motion.phase === 'playing') return stay(state)
      if (state.motion.phase === 'ended' || at >= state.duration) return seek(playFrom(state, 0, now), 0, now)
      return stay(playFrom(state, at, now))
    case 'pause':
      return stay(state.motion.phase === 'playing' ? { ...state, motion: { phase: 'paused', at } } : state)
    case 'seek': {
      const to = Math.min(state.duration, Math.max(0, event.to))
      return seek(state.motion.phase === 'playing' ? playFrom(state, to, now) : pausedAt(state, to), to, now)
    }
    case 'speed': {
      const speed = Math.min(MAX_SPEED, Math.max(MIN_SPEED, event.value))
      return stay({ ...(state.motion.phase === 'playing' ? playFrom(state, at, now) : state), speed })
    }
    case 'loop':
      return stay({ ...state, loop: event.on })
    case 'skip-idle':
      return stay({ ...state, skipIdle: event.on })
    case 'sought': {
      if (state.seek.phase !== 'running') return stay(state)
      const { last, next } = state.seek
      if (next !== null) return dueSeek({ ...state, seek: { phase: 'waiting', last, to: next } }, now)
      const found: PlayerState = { ...state, seek: { phase: 'none', last } }
      return stay(found.motion.phase === 'playing' ? playFrom(found, at, now) : found)
    }
    case 'moved':
      if (state.seek.phase !== 'none') return stay(state) // the place that was asked for is still to come
      return stay(state.motion.phase === 'playing' ? playFrom(state, event.to, now) : pausedAt(state, event.to))
    case 'finished':
      if (state.motion.phase !== 'playing') return stay(state)
      if (state.loop) return seek(playFrom(state, 0, now), 0, now)
      return stay({ ...state, motion: { phase: 'ended', at: state.duration } })
    case 'alarm':
      return dueSeek(state, now)
  }
}

/** Where the recording stands. While something is looked up, time waits for it. */
export function positionAt({ motion, seek, speed, duration }: PlayerState, now: number): number {
  if (motion.phase !== 'playing' || seek.phase !== 'none') return motion.at
  return Math.min(duration, motion.at + (now - motion.since) * speed)
}

/** When the machine wants to be told `alarm`; null while it does not. */
export function alarmAt({ seek }: PlayerState): number | null {
  return seek.phase === 'waiting' ? seek.last + SEEK_EVERY_MS : null
}

function seek(state: PlayerState, to: number, now: number): PlayerStep {
  const { last } = state.seek
  if (state.seek.phase === 'running') return stay({ ...state, seek: { phase: 'running', last, next: to } })
  return dueSeek({ ...state, seek: { phase: 'waiting', last, to } }, now)
}

function dueSeek(state: PlayerState, now: number): PlayerStep {
  if (state.seek.phase !== 'waiting' || now < state.seek.last + SEEK_EVERY_MS) return stay(state)
  const { to } = state.seek
  return { state: { ...state, seek: { phase: 'running', last: now, next: null } }, effect: { type: 'seek', to } }
}

const playFrom = (state: PlayerState, at: number, since: number): PlayerState => ({
  ...state,
  motion: { phase: 'playing', at, since },
})
const pausedAt = (state: PlayerState, at: number): PlayerState => ({ ...state, motion: { phase: 'paused', at } })
const stay = (state: PlayerState): PlayerStep => ({ state, effect: null })
