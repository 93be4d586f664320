import { type FormEvent, useState } from 'react'
import type { Command } from '../../deck/commands'
import { clockText } from '../../ui/time-text'
import styles from './hands.module.css'

/** Sets a marker in the stream, named by what was typed, else by the time of day. */
export function Marker({ command }: { readonly command: (command: Command) => void }) {
  const [label, setLabel] = useState('')
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    command({ command: 'mark', label: label.trim() || `marker ${clockText(Date.now())}` })
    setLabel('')
  }
  return (
    <form className={styles.marker} onSubmit={submitted}>
      <input
        aria-label="Marker"
        placeholder="Marker"
        maxLength={120}
        value={label}
        onChange={({ target }) => setLabel(target.value)}
      />
      <button type="submit">Set marker</button>
    </form>
  )
}
