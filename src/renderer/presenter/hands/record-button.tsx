import type { Command } from '../../deck/commands'
import { useTopic } from '../use-topic'
import styles from './hands.module.css'

export function RecordButton({ command }: { readonly command: (command: Command) => void }) {
  const recording = useTopic('recorder_status').at(-1)?.payload.state === 'recording'
  return (
    <button
      type="button"
      className={styles.record}
      aria-pressed={recording}
      onClick={() => command({ command: 'record', action: recording ? 'stop' : 'start' })}
    >
      <span className={styles.dot} aria-hidden="true" />
      {recording ? 'Stop recording' : 'Record'}
    </button>
  )
}
