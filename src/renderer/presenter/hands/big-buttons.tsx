import type { Deck } from '../../../shared/deck'
import type { Command } from '../../deck/commands'
import type { Ways } from '../use-seat'
import styles from './hands.module.css'

export interface BigButtonsProps {
  readonly deck: Deck
  readonly command: (command: Command) => void
  readonly ways: Ways
  readonly turn: (where: 'next' | 'previous') => void
}

/** What must be found without looking. */
export function BigButtons({ deck, command, ways, turn }: BigButtonsProps) {
  return (
    <div className={styles.big} data-hands>
      <button type="button" disabled={!ways.previous} onClick={() => turn('previous')}>
        Previous
      </button>
      <button type="button" className={styles.next} disabled={!ways.next} onClick={() => turn('next')}>
        Next
      </button>
      <Veils deck={deck} command={command} />
    </div>
  )
}

/** Blackout, freeze and what else hides the scene from the room: pressed while it does. */
export function Veils({ deck, command }: Pick<BigButtonsProps, 'deck' | 'command'>) {
  const { curtain, frozen, overview } = deck
  const toggle = (value: 'black' | 'white') => command({ command: 'curtain', value: curtain === value ? null : value })
  return (
    <div className={styles.veils} data-hands>
      <button type="button" aria-pressed={curtain === 'black'} onClick={() => toggle('black')}>
        Blackout
      </button>
      <button type="button" aria-pressed={frozen} onClick={() => command({ command: 'freeze', on: !frozen })}>
        {frozen ? 'Frozen' : 'Freeze'}
      </button>
      <button type="button" aria-pressed={curtain === 'white'} onClick={() => toggle('white')}>
        White
      </button>
      <button type="button" aria-pressed={overview} onClick={() => command({ command: 'overview', on: !overview })}>
        Overview
      </button>
    </div>
  )
}
