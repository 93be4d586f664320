import { useId, useMemo } from 'react'
import { measureText } from '../../ui/measure-text'
import { useGlide } from '../../ui/use-glide'
import { usePointer } from '../../ui/use-pointer'
import type { PictureProps } from '../scene'
import { Crosshair } from './crosshair'
import { layout, type ProfilesLayout, type Row } from './layout'
import { PhaseLegend } from './phase-legend'
import styles from './picture.module.css'
import { ProfileRow } from './profile-row'
import type { ProfilesView } from './select'
import { TimeAxis } from './time-axis'

export function Picture({ view, frame }: PictureProps<ProfilesView>) {
  const place = useMemo(() => layout(view, frame, measureText), [view, frame])
  const shown = useGlide(
    useMemo(() => origins(place.rows), [place]),
    frame,
  )
  const ids = useId()
  const pointer = usePointer(frame.interactive)
  const t = pointer.at && timeAt(pointer.at.x, place)
  return (
    <div className={styles.picture} style={{ width: place.width, height: place.height }} {...pointer.props}>
      <svg width={place.width} height={place.height} aria-hidden="true">
        {place.rows.map((row, i) => (
          <g key={row.curve.name} transform={`translate(${shown[keyX(row)] ?? row.x} ${shown[keyY(row)] ?? row.y})`}>
            <ProfileRow row={row} place={place} frame={frame} id={`${ids}${i}`} />
          </g>
        ))}
        {place.legend && <PhaseLegend legend={place.legend} textSize={place.textSize} theme={frame.theme} />}
        <TimeAxis place={place} frame={frame} />
      </svg>
      {pointer.at && t !== null && <Crosshair t={t} at={pointer.at} place={place} frame={frame} />}
    </div>
  )
}

const keyX = (row: Row) => `${row.curve.name} x`
const keyY = (row: Row) => `${row.curve.name} y`

function origins(rows: readonly Row[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    rows.flatMap((row) => [
      [keyX(row), row.x],
      [keyY(row), row.y],
    ]),
  )
}

/** The moment under a pointer, in whichever column it is; null beside the boxes. */
function timeAt(x: number, { columns, plotWidth, span: [from, to] }: ProfilesLayout): number | null {
  const left = columns.findLast((column) => column <= x)
  if (left === undefined || x > left + plotWidth) return null
  return from + ((x - left) / plotWidth) * (to - from)
}
