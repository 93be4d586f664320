import { type FormEvent, useState } from 'react'
import { trade } from '../join'
import styles from './locked.module.css'

export interface LockedProps {
  /** What the page would be for who may see it. */
  readonly view: 'stage' | 'presenter' | 'audience'
  /** Why what the address brought did not open it; null where it brought nothing. */
  readonly refused: string | null
}

const texts = {
  audience: {
    title: 'This talk is for the people in the room',
    text: 'Scan the code on the big screen, or type the token that the speaker gives you.',
  },
  presenter: {
    title: 'The presenter’s view needs the presenter’s token',
    text: 'Open the address that Lectern printed at its start (it ends in #token=…), or type the token here.',
  },
} as const

/** What a page says that its server lets nothing see: how to get in. */
export function Locked({ view, refused }: LockedProps) {
  const [error, setError] = useState(refused)
  const { title, text } = texts[view === 'presenter' ? 'presenter' : 'audience']
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const token = new FormData(event.currentTarget).get('token')
    if (typeof token !== 'string' || token.trim() === '') return
    const traded = await trade({ token: token.trim() })
    if ('role' in traded) location.reload()
    else setError(traded.error)
  }
  return (
    <main className={styles.locked} data-locked>
      <svg
        className={styles.mark}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        aria-hidden="true"
      >
        <rect x="5" y="11" width="14" height="9" rx="2" />
        <path d="M8 11V8a4 4 0 0 1 8 0v3" strokeLinecap="round" />
      </svg>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      <form className={styles.form} onSubmit={enter}>
        <input
          name="token"
          aria-label="Token"
          placeholder="token"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <button type="submit">Come in</button>
      </form>
      <p className={styles.error} role="alert">
        {error}
      </p>
    </main>
  )
}
