import { linkItem } from '../../store/health'
import { useDashboard } from '../../store/use-dashboard'
import { clientsText, isSlow, type Room, slowestText } from '../room/room'
import styles from './status.module.css'

/** Who is there, and who lags behind. */
export function RoomFacts({ room }: { readonly room: Room | null }) {
  const link = useDashboard((state) => state.link)
  const complete = useDashboard((state) => state.complete)
  const here = linkItem(link, complete, 0)
  return (
    <section>
      <h3>Room</h3>
      <ul className={styles.rows}>
        <li data-state={here.tone === 'calm' ? undefined : 'failed'}>
          <span className={styles.name}>This page</span>
          <span className={styles.value}>{here.text}</span>
        </li>
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
