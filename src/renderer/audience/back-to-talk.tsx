import type { Scene } from '../scenes/scene'
import styles from './back-to-talk.module.css'

export interface BackToTalkProps {
  /** Where the talk is. */
  readonly scene: Scene | undefined
  readonly rejoin: () => void
}

/** Who looks around by themselves is one touch away from where the speaker is. */
export function BackToTalk({ scene, rejoin }: BackToTalkProps) {
  return (
    <button type="button" className={styles.pill} onClick={rejoin} data-rejoin>
      <span>Back to the talk{scene ? ` · ${scene.n} ${scene.title}` : ''}</span>
    </button>
  )
}
