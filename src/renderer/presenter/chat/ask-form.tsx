import type { FormEvent, KeyboardEvent } from 'react'
import { MAX_QUESTION } from '../../../shared/surface-wire'
import { Button } from '../button'
import styles from './chat.module.css'

export interface AskFormProps {
  readonly text: string
  readonly write: (text: string) => void
  readonly ask: (text: string) => void
  readonly stop: () => void
  readonly state: 'ready' | 'answering' | 'away'
}

export function AskForm({ text, write, ask, stop, state }: AskFormProps) {
  const send = () => {
    if (state === 'ready' && text.trim() !== '') ask(text.trim())
  }
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const pressed = (event: KeyboardEvent) => {
    // The Enter that ends a word of an input method is not the one that sends.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form className={styles.ask} onSubmit={submitted}>
      <textarea
        aria-label="Question"
        placeholder="Ask about what is on the screen"
        rows={2}
        maxLength={MAX_QUESTION}
        value={text}
        onChange={({ target }) => write(target.value)}
        onKeyDown={pressed}
      />
      {state === 'answering' ? (
        <Button tone="alert" onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button type="submit" disabled={state === 'away' || text.trim() === ''}>
          Ask
        </Button>
      )}
    </form>
  )
}
