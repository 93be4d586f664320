import type { DeckTimer } from '../../../shared/deck'
import { lengthText } from '../../ui/time-text'

/** A scene of the talk, and the seconds that are meant for it. */
export interface PlannedScene {
  readonly scene: number
  readonly plan?: number | undefined
}

/** How the talk stands against its plan. Seconds throughout. */
export interface Pace {
  /** Ahead where negative, behind where positive; 0 while the talk is inside the time of its scene. */
  readonly drift: number
  /** Left of the scene's own time by the plan; below 0 it is overdrawn. Null where the scene has no plan. */
  readonly sceneLeft: number | null
  /** How much of the scene's own time is over, 0 to 1; null where it has no plan. */
  readonly sceneShare: number | null
  /** What the whole talk was meant to take. */
  readonly total: number
}

/** False until the timer is started: before that the talk is neither ahead nor behind. */
export function hasBegun({ running, elapsed_s }: DeckTimer): boolean {
  return running || elapsed_s > 0
}

/**
 * Compares the timer with the plan; null where the talk has none. A scene without a plan takes no time of it:
 * what is spent there is behind.
 */
export function paceOf(script: readonly PlannedScene[], scene: number, elapsedS: number): Pace | null {
  const total = script.reduce((sum, { plan }) => sum + (plan ?? 0), 0)
  const place = script.findIndex((entry) => entry.scene === scene)
  if (total <= 0 || place < 0) return null
  const begin = script.slice(0, place).reduce((sum, { plan }) => sum + (plan ?? 0), 0)
  const own = script[place]?.plan ?? null
  const end = begin + (own ?? 0)
  const drift = elapsedS < begin ? elapsedS - begin : Math.max(0, elapsedS - end)
  if (own === null || own <= 0) return { drift, sceneLeft: null, sceneShare: null, total }
  const sceneShare = Math.min(1, Math.max(0, (elapsedS - begin) / own))
  return { drift, sceneLeft: end - elapsedS, sceneShare, total }
}

/** Less than this is called on time: nobody plans a talk to the second. */
const ON_TIME_S = 5

/** `on time`, `1:20 behind`, `0:45 ahead`. */
export function driftText({ drift }: Pick<Pace, 'drift'>): string {
  if (Math.abs(drift) < ON_TIME_S) return 'on time'
  return `${lengthText(Math.abs(drift))} ${drift > 0 ? 'behind' : 'ahead'}`
}

/** What of the scene's time is left: `2:10 left`, `0:30 over`; null where it has no plan. */
export function leftText({ sceneLeft }: Pick<Pace, 'sceneLeft'>): string | null {
  if (sceneLeft === null) return null
  return sceneLeft >= 0 ? `${lengthText(sceneLeft)} left` : `${lengthText(-sceneLeft)} over`
}
