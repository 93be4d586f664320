import type { Deck, DeckCommand } from '../../shared/deck'

/** A place of the talk, as the deck has it. */
export type Place = Pick<Deck, 'scene' | 'overview'>

/** What of the talk is on the screen. `digits` is what was typed of a scene's number. */
export type Navigation =
  | { readonly mode: 'scene'; readonly scene: number; readonly digits: string }
  /** All scenes at once; `scene` is the one to go back to. */
  | { readonly mode: 'overview'; readonly scene: number; readonly chosen: number; readonly digits: string }

export type NavigationEvent =
  | { readonly type: 'next' | 'previous' | 'first' | 'last' | 'overview' | 'enter' | 'forget-digits' }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'go'; readonly scene: number }
  /** Moves the choice in the overview. */
  | { readonly type: 'move'; readonly by: number }

/** The longest number that can be typed. */
const MAX_DIGITS = 3

/** Where an event leads. `talk` is the scenes in their order; what leads nowhere changes nothing. */
export function navigate(at: Navigation, event: NavigationEvent, talk: readonly number[]): Navigation {
  switch (event.type) {
    case 'next':
      return stepBy(at, 1, talk)
    case 'previous':
      return stepBy(at, -1, talk)
    case 'first':
      return toPlace(at, 0, talk)
    case 'last':
      return toPlace(at, talk.length - 1, talk)
    case 'move':
      return at.mode === 'overview' ? stepBy(at, event.by, talk) : at
    case 'go':
      return talk.includes(event.scene) ? show(event.scene) : at
    case 'digit':
      return { ...at, digits: (at.digits + event.digit).slice(-MAX_DIGITS) }
    case 'forget-digits':
      return at.digits === '' ? at : { ...at, digits: '' }
    case 'enter':
      return enter(at, talk)
    case 'overview':
      return at.mode === 'overview' ? show(at.scene) : openOverview(at.scene)
  }
}

/** A place of the talk as it is shown, without anything typed. */
export function navigationAt({ scene, overview }: Place, talk: readonly number[]): Navigation {
  const known = talk.includes(scene) ? scene : (talk[0] ?? scene)
  return overview ? openOverview(known) : show(known)
}

export const placeOf = ({ mode, scene }: Navigation): Place => ({ scene, overview: mode === 'overview' })

/** What is to be commanded, so that the deck goes from one place to another; null where they are the same. */
export function commandBetween(from: Place, to: Place): DeckCommand | null {
  if (to.overview !== from.overview && (to.overview || to.scene === from.scene)) {
    return { command: 'overview', on: to.overview }
  }
  return to.scene === from.scene ? null : { command: 'goto', scene: to.scene }
}

export const show = (scene: number): Navigation => ({ mode: 'scene', scene, digits: '' })

function openOverview(scene: number): Navigation {
  return { mode: 'overview', scene, chosen: scene, digits: '' }
}

/** Enter ends a number; without one it chooses in the overview, and goes on in the talk. */
function enter(at: Navigation, talk: readonly number[]): Navigation {
  if (at.digits !== '') {
    const scene = Number(at.digits)
    if (scene === 0) return openOverview(at.scene)
    return talk.includes(scene) ? show(scene) : { ...at, digits: '' }
  }
  return at.mode === 'overview' ? show(at.chosen) : stepBy(at, 1, talk)
}

function stepBy(at: Navigation, by: number, talk: readonly number[]): Navigation {
  const here = talk.indexOf(at.mode === 'overview' ? at.chosen : at.scene)
  return toPlace(at, here < 0 ? 0 : here + by, talk)
}

function toPlace(at: Navigation, place: number, talk: readonly number[]): Navigation {
  const scene = talk[place]
  if (scene === undefined) return at.digits === '' ? at : { ...at, digits: '' }
  return at.mode === 'overview' ? { ...at, chosen: scene, digits: '' } : show(scene)
}
