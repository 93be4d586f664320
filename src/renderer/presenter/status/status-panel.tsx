import type { Deck } from '../../../shared/deck'
import type { Command } from '../../deck/commands'
import { Projector } from '../projector/projector'
import type { Room } from '../room/room'
import { Alerts } from './alerts-list'
import { Jobs } from './jobs-list'
import { Recorder } from './recorder'
import { RoomFacts } from './room-facts'
import { Sources } from './sources'
import styles from './status.module.css'

export interface StatusPanelProps {
  readonly room: Room | null
  readonly deck: Deck
  readonly command: (command: Command) => void
}

/** How everything is: what is wrong first. */
export function StatusPanel({ room, deck, command }: StatusPanelProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={styles.panel} aria-label="Status" tabIndex={0}>
      <Alerts command={command} />
      <Jobs />
      <RoomFacts room={room} />
      <Sources room={room} />
      <Recorder />
      <Projector deck={deck} command={command} />
    </section>
  )
}
