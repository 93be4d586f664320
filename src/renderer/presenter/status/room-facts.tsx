import { HealthStrip } from '../../stage/health-strip'
import { clientsText, isSlow, type Room, slowestText } from '../room/room'
import styles from './status.module.css'

/** Who is there, and who lags behind. */
export function RoomFacts({ room }: { readonly room: Room | null }) {
  return (
    <section>
      <h3>Room</h3>
      <HealthStrip />
      <ul className={styles.rows}>
        <li>
          <span className={styles.name}>Screens</span>
          <span className={styles.value}>{room ? clientsText(room) : '—'}</span>
        </li>
        <li data-state={room && isSlow(room) ? 'failed' : undefined}>
          <span className={styles.name}>Slowest</span>
          <span className={styles.value}>{room ? slowestText(room) : '—'}</span>
        </li>
      </ul>
    </section>
  )
}
