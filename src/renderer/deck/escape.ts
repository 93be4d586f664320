/** What lies on one another on a page; `layer` is help or code. */
export interface Pile {
  readonly curtain: boolean
  readonly layer: boolean
  readonly digits: boolean
  readonly overview: boolean
  readonly roaming: boolean
  readonly kiosk: boolean
  /** When the page last said that Escape once more leaves it, in milliseconds. */
  readonly warnedAt: number | null
}

export type Escaped = 'curtain' | 'layer' | 'digits' | 'overview' | 'roaming' | 'warn' | 'leave' | 'nothing'

/** The second Escape has to come within this time. */
const TWICE_MS = 1_000

/**
 * What Escape takes away: the topmost thing, and of a kiosk with nothing on top the kiosk itself, but never at once:
 * clickers send Escape with every second press of a button.
 */
export function escapeFrom(pile: Pile, now: number): Escaped {
  if (pile.curtain) return 'curtain'
  if (pile.layer) return 'layer'
  if (pile.digits) return 'digits'
  if (pile.overview) return 'overview'
  if (pile.roaming) return 'roaming'
  if (!pile.kiosk) return 'nothing'
  return pile.warnedAt !== null && now - pile.warnedAt <= TWICE_MS ? 'leave' : 'warn'
}
