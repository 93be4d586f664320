/** What of the talk is on the screen. `digits` is what was typed of a scene's number. */
export type Navigation =
  | { readonly mode: 'scene'; readonly scene: number; readonly digits: string }
  /** All scenes at once; `scene` is the one to go back to. */
  | { readonly mode: 'overview'; readonly scene: number; readonly chosen: number; readonly digits: string }

export type NavigationEvent =
  | { readonly type: 'next' | 'previous' | 'first' | 'last' | 'overview' | 'escape' | 'enter' | 'forget-digits' }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'go'; readonly scene: number }
  /** Moves the choice in the overview. */
  | { readonly type: 'move'; readonly by: number }
  /** The deck was moved elsewhere. */
  | { readonly type: 'deck'; readonly scene: number; readonly overview: boolean }

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
    case 'escape':
      if (at.digits !== '') return { ...at, digits: '' }
      return at.mode === 'overview' ? show(at.scene) : at
    case 'deck': {
      const scene = talk.includes(event.scene) ? event.scene : at.scene
      return event.overview ? openOverview(scene) : show(scene)
    }
  }
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
