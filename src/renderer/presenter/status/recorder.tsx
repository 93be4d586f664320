import { bytes, whole } from '../../../shared/format'
import { lengthText } from '../../ui/time-text'
import { useTopic } from '../use-topic'
import styles from './status.module.css'

/** What is being recorded, or was last. */
export function Recorder() {
  const status = useTopic('recorder_status').at(-1)?.payload
  return (
    <section>
      <h3>Recorder</h3>
      {status ? (
        <ul className={styles.rows}>
          <li data-state={status.state === 'failed' ? 'failed' : undefined}>
            <span className={styles.name}>{status.state}</span>
            <span className={styles.value}>{status.file ?? '—'}</span>
          </li>
          <li>
            <span className={styles.name}>{lengthText(status.duration_s)}</span>
            <span className={styles.value}>
              {whole(status.events)} events, {bytes(status.bytes)}
            </span>
          </li>
        </ul>
      ) : (
        <p className={styles.calm}>Nothing is recorded</p>
      )}
    </section>
  )
}
