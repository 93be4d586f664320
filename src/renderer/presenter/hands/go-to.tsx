import type { Scene } from '../../scenes/scene'
import { lengthText } from '../../ui/time-text'
import type { Script } from '../notes/use-script'
import styles from './hands.module.css'

export interface GoToProps {
  readonly talk: readonly Scene[]
  readonly script: Script
  readonly current: number
  readonly go: (scene: number) => void
}

/** Every scene of the talk, one click away. */
export function GoTo({ talk, script, current, go }: GoToProps) {
  return (
    <ol className={styles.goto} data-hands aria-label="Scenes">
      {talk.map(({ n, title }) => {
        const plan = script.find(({ scene }) => scene === n)?.plan
        return (
          <li key={n}>
            <button type="button" aria-current={n === current ? 'step' : undefined} onClick={() => go(n)}>
              <b>{n}</b>
              <span>{title}</span>
              {plan !== undefined && <small>{lengthText(plan)}</small>}
            </button>
          </li>
        )
      })}
    </ol>
  )
}
