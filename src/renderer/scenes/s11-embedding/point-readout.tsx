import { Readout } from '../../ui/readout'
import type { Frame } from '../scene'
import type { Cloud, Field } from './cloud'
import { categoryName } from './colors'
import { type Hover, votes } from './hover'
import { fieldLabels } from './legend'
import styles from './scatter.module.css'

interface PointReadoutProps {
  readonly cloud: Cloud
  readonly hover: Hover
  readonly field: Field
  readonly x: number
  readonly y: number
  readonly frame: Frame
}

/** Text units to the side of the pointer, so that the neighbours stay in sight. */
const ASIDE = 3

/** Names the point, and how its nearest neighbours vote. */
export function PointReadout({ cloud, hover, field, x, y, frame }: PointReadoutProps) {
  const name = (of: Field) => (hover.codes[of] < 0 ? 'unknown' : categoryName(cloud, of, hover.codes[of]))
  const verdict = hover.codes.verdict < 0 ? '' : `, ${name('verdict')}`
  return (
    <Readout x={x + (x > frame.width / 2 ? -ASIDE : ASIDE) * frame.unit} y={y} frame={frame}>
      <strong>{hover.episode}</strong> <span className={styles.number}>{hover.origin}</span>
      <div>
        {name('profile')} on {name('host')}, {name('cluster')}
      </div>
      <div>
        {name('phase')}, predicted {name('predicted')}
        {verdict}
      </div>
      {hover.near.length > 0 && (
        <>
          <div className={styles.number}>
            its {hover.near.length} nearest by {fieldLabels[field].toLowerCase()}
          </div>
          <ul className={styles.votes}>
            {votes(cloud, hover.near, field, frame.theme).map((vote) => (
              <li key={vote.code}>
                <span className={styles.swatch} style={{ background: vote.color }} />
                <span>{vote.count}</span>
                <span>{vote.name}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Readout>
  )
}
