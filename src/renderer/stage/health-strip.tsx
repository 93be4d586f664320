import { healthOf } from '../store/health'
import { useDashboard } from '../store/use-dashboard'
import { Boundary } from './boundary'
import styles from './health-strip.module.css'

/** How the page and its sources are, in plain words; what breaks in it leaves the scene beside it alone. */
export function HealthStrip() {
  // The cache stays the same object while it grows.
  const frame = useDashboard((state) => state.frame)
  return (
    <Boundary revision={String(frame)} fallback={null}>
      <Strip />
    </Boundary>
  )
}

function Strip() {
  const link = useDashboard((state) => state.link)
  const complete = useDashboard((state) => state.complete)
  const cache = useDashboard((state) => state.cache)
  const now = useDashboard((state) => Math.floor(state.now / 1000) * 1000)
  return (
    <ul className={styles.strip} aria-label="Health">
      {healthOf({ link, complete, cache, now }).map(({ key, tone, text }) => (
        <li key={key} className={styles[tone]} data-health={key}>
          <span className={styles.text}>{text}</span>
        </li>
      ))}
    </ul>
  )
}
