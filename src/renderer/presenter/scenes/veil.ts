import type { Deck } from '../../../shared/deck'

type Veils = Pick<Deck, 'curtain' | 'frozen' | 'overview' | 'code'>

/** What the room sees instead of the scene, in plain words; null where it sees the scene. Without a `connected` server nobody knows, and what was asked for waits. */
export function veilText(deck: Veils, connected: boolean): string | null {
  const { curtain, frozen, overview, code } = deck
  if (!connected) return `Server away. Once it is back, the room will see ${wantedText(deck)}`
  if (curtain !== null) return `The room sees ${curtain}${frozen ? ', and is frozen' : ''}`
  if (code) return 'The stage shows the code: q takes it off'
  if (frozen) return 'Frozen: the room still sees what it saw'
  return overview ? 'The room sees the overview' : null
}

function wantedText({ curtain, frozen, overview, code }: Veils): string {
  if (curtain !== null) return curtain
  if (code) return 'the code on the stage'
  if (frozen) return 'what it saw, frozen'
  return overview ? 'the overview' : 'this scene'
}
