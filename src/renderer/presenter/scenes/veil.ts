import type { Deck } from '../../../shared/deck'

/** What the room sees instead of the scene, in plain words; null where it sees the scene. */
export function veilText({ curtain, frozen, overview }: Pick<Deck, 'curtain' | 'frozen' | 'overview'>): string | null {
  if (curtain !== null) return `The room sees ${curtain}${frozen ? ', and is frozen' : ''}`
  if (frozen) return 'Frozen: the room still sees what it saw'
  return overview ? 'The room sees the overview' : null
}
