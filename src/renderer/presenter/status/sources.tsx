import { ago } from '../../../shared/format'
import { useDashboard } from '../../store/use-dashboard'
import type { Room, SourceHealth } from '../room/room'
import styles from './status.module.css'

/** Sources that are listed. */
const LISTED = 16

/** Where the data come from, each with its health and the age of its newest value. */
export function Sources({ room }: { readonly room: Room | null }) {
  const now = useDashboard((state) => Math.floor(state.now / 1000))
  if (!room) return null
  const listed = Object.entries(room.sources).slice(0, LISTED)
  return (
    <section>
      <h3>Sources</h3>
      {listed.length === 0 && (
        <p className={styles.calm}>None: what is shown comes from a recording or from producers</p>
      )}
      <ul className={styles.rows}>
        {listed.map(([name, source]) => (
          <li key={name} data-state={source.state === 'broken' ? 'failed' : source.state}>
            <span className={styles.name}>{name}</span>
            <span className={styles.value}>{sourceText(source, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function sourceText({ state, message, updated_at }: SourceHealth, now: number): string {
  if (message) return message
  return typeof updated_at === 'number' ? `${state}, ${ago(now - updated_at)}` : state
}
