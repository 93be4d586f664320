import type { Deck } from '../../../shared/deck'

/** What the room sees instead of the scene, in plain words; null where it sees the scene. */
export function veilText(deck: Pick<Deck, 'curtain' | 'frozen' | 'overview' | 'code'>): string | null {
  const { curtain, frozen, overview, code } = deck
  if (curtain !== null) return `The room sees ${curtain}${frozen ? ', and is frozen' : ''}`
  if (code) return 'The stage shows the code: q takes it off'
  if (frozen) return 'Frozen: the room still sees what it saw'
  return overview ? 'The room sees the overview' : null
}
