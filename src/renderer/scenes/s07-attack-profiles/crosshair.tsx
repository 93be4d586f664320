import { seconds, words } from '../../../shared/format'
import { colorOf, legible } from '../../ui/palette'
import { Readout } from '../../ui/readout'
import type { PointerPlace } from '../../ui/use-pointer'
import type { Frame } from '../scene'
import type { ProfilesLayout, Row } from './layout'
import styles from './picture.module.css'
import { measured } from './reading'
import { phaseAt, sampleAt } from './select'

/** Rows of the readout; past it the ones nearest to the pointer are read. */
const MOST = 12

interface CrosshairProps {
  readonly t: number
  readonly at: PointerPlace
  readonly place: ProfilesLayout
  readonly frame: Frame
}

/** A line through all rows at one moment, and what every curve measures there. */
export function Crosshair({ t, at, place, frame }: CrosshairProps) {
  const { theme, unit } = frame
  const x = ((t - place.span[0]) / (place.span[1] - place.span[0])) * place.plotWidth
  const distance = (row: Row) => Math.abs(row.y + row.height / 2 - at.y) + Math.abs(row.x + x - at.x) * 10
  const near = new Set([...place.rows].sort((a, b) => distance(a) - distance(b)).slice(0, MOST))
  return (
    <>
      <svg className={styles.over} width={place.width} height={place.height} aria-hidden="true">
        {place.columns.map((left) => (
          <line
            key={left}
            x1={left + x}
            x2={left + x}
            y1={place.legend?.height ?? 0}
            y2={place.bottom}
            stroke={theme.text}
            strokeWidth={Math.max(1, unit * 0.12)}
          />
        ))}
      </svg>
      {/* Beside the finger half a phone is too narrow for a table: there it takes the whole width. */}
      <Readout x={frame.layout === 'column' ? 0 : at.x} y={at.y} frame={{ ...frame, height: place.height }}>
        <strong>{seconds(t)}</strong>
        <table className={styles.values}>
          <tbody>
            {place.rows
              .filter((row) => near.has(row))
              .map(({ curve }) => {
                const sample = sampleAt(curve, t)
                return (
                  <tr key={curve.name}>
                    <th scope="row" style={{ color: legible(colorOf('profile', curve.name, theme), theme) }}>
                      <div>{words(curve.name)}</div>
                    </th>
                    <td className={styles.measured}>{sample ? measured(sample.value, curve) : '—'}</td>
                    <td>{words(phaseAt(curve, t)?.name ?? '')}</td>
                  </tr>
                )
              })}
          </tbody>
        </table>
      </Readout>
    </>
  )
}
