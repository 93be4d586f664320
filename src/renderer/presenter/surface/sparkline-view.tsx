import type { WarmRecord } from '../../../shared/surface-wire'
import { historyText, sparkMarks } from './sparkline'
import styles from './surface.module.css'

const HEIGHT = 28
const STEP = 9

/** The last warms: a bar as high as its share from the cache, a ring where nothing was cached, a cross where it failed. */
export function Sparkline({ history }: { readonly history: readonly WarmRecord[] }) {
  const marks = sparkMarks(history)
  return (
    <svg
      className={styles.spark}
      width={marks.length * STEP}
      height={HEIGHT}
      role="img"
      aria-label={historyText(history)}
    >
      {marks.map(({ x, height, kind, text }) => (
        <g key={x} transform={`translate(${x * STEP + 1} 0)`}>
          <title>{text}</title>
          {kind === 'warm' && <rect y={(HEIGHT - 2) * (1 - height)} width="6" height={(HEIGHT - 2) * height + 2} />}
          {kind === 'uncached' && <circle cx="3" cy={HEIGHT - 4} r="2.5" />}
          {kind === 'failed' && <path d={`M0.5 ${HEIGHT - 7}l5 5m0 -5l-5 5`} />}
        </g>
      ))}
    </svg>
  )
}
