import type { Scene } from '../scenes/scene'
import styles from './dots.module.css'

export interface DotsProps {
  readonly talk: readonly Pick<Scene, 'n' | 'title'>[]
  readonly current: number
  readonly go: (scene: number) => void
}

/** A dot per scene of the talk: where one is, and the way to all others. */
export function Dots({ talk, current, go }: DotsProps) {
  return (
    <nav className={styles.dots} aria-label="Scenes">
      {talk.map(({ n, title }) => (
        <button
          key={n}
          type="button"
          className={n === current ? styles.current : styles.dot}
          aria-label={`${n} ${title}`}
          aria-current={n === current ? 'page' : undefined}
          onClick={(event) => {
            event.currentTarget.blur() // the next Enter or space is the talk's again
            go(n)
          }}
        />
      ))}
    </nav>
  )
}
