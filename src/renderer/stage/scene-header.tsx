import { dateAndTime } from '../../shared/date-and-time'
import type { Scene } from '../scenes/scene'
import type { Freshness } from '../store/freshness'
import { useDashboard } from '../store/use-dashboard'
import { headlineLines, headlineSize } from './layout'
import styles from './scene-header.module.css'
import { ageText, badgeText } from './wording'

export interface SceneHeaderProps {
  readonly scene: Scene
  readonly headline: string | null
  /** Null where nothing is known of the data. */
  readonly freshness: Freshness | null
}

/** Number and title, the sentence that makes the picture a statement, and what of it is not live. */
export function SceneHeader({ scene, headline, freshness }: SceneHeaderProps) {
  // What was saved grows no older on its page; when that was stands there instead.
  const savedAt = useDashboard(({ link, now }) => (link.phase === 'saved' ? now : null))
  const size = headlineSize(headline?.length ?? 0)
  const age = freshness && savedAt === null ? ageText(freshness) : null
  return (
    <header className={styles.header}>
      <p className={styles.title}>
        <span className={styles.number}>{scene.n}</span>
        {scene.title}
        {freshness?.badge && <span className={styles.badge}>{badgeText(freshness.badge)}</span>}
        {savedAt !== null && <span className={styles.badge} data-saved>{`saved ${dateAndTime(savedAt)}`}</span>}
        {age && <span className={freshness?.stale ? styles.stale : styles.age}>{age}</span>}
      </p>
      {headline && (
        <h1 className={styles.headline} style={{ '--size': size, '--lines': headlineLines(size) }}>
          {headline}
        </h1>
      )}
    </header>
  )
}
