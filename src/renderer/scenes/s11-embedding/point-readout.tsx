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

/** Names the point, and how its nearest neighbours vote. */
export function PointReadout({ cloud, hover, field, x, y, frame }: PointReadoutProps) {
  const name = (of: Field) => (hover.codes[of] < 0 ? 'unknown' : categoryName(cloud, of, hover.codes[of]))
  const verdict = hover.codes.verdict < 0 ? '' : `, ${name('verdict')}`
  return (
    <Readout x={x} y={y} frame={frame}>
      <strong>{hover.episode}</strong> <span className={styles.number}>{hover.origin}</span>
      <div>
        {name('profile')} on {name('host')}, {name('cluster')}
      </div>
      <div>
        {name('phase')}, predicted {name('predicted')}
        {verdict}
      </div>
      {hover.near.length > 0 && (
        <ul className={styles.votes} aria-label={`Nearest neighbours by ${fieldLabels[field].toLowerCase()}`}>
          {votes(cloud, hover.near, field, frame.theme).map((vote) => (
            <li key={vote.code}>
              <span className={styles.swatch} style={{ background: vote.color }} />
              <span>{vote.count}</span>
              <span className={styles.number}>
                {vote.name} of the {hover.near.length} nearest
              </span>
            </li>
          ))}
        </ul>
      )}
    </Readout>
  )
}
