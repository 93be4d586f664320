import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { systemClock } from '../../../shared/clock'
import { useDashboard } from '../../store/use-dashboard'
import { lengthText } from '../../ui/time-text'
import { type Held, type Said, seekOfKey, shownPosition } from './position'
import styles from './timeline.module.css'
import { densityPath, drawnMarks, markText, type TimelineData } from './timeline-data'

export interface TrackProps {
  readonly said: Said
  readonly data: TimelineData | null
  readonly seek: (positionS: number) => void
}

const WIDTH = 1000
const HEIGHT = 40

/** The recording from left to right: how much happens when, what was marked, and where it stands. Drawn and sought by pointer and keys. */
export function Track({ said, data, seek }: TrackProps) {
  const now = useDashboard((state) => state.now)
  const { duration_s } = said.status
  const [held, hold] = useState<Held | null>(null)
  const position = shownPosition(held, said, now / 1000, systemClock.elapsed())
  const percent = (seconds: number) => `${(100 * seconds) / Math.max(0.001, duration_s)}%`

  const scrub = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const to = duration_s * Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)))
    hold({ to, released: null })
    seek(to)
  }
  const release = () => hold((place) => place && { ...place, released: systemClock.elapsed() })
  const pressed = (event: KeyboardEvent) => {
    const to = seekOfKey(event.key, event.shiftKey, position, duration_s)
    if (to === null) return
    event.preventDefault() // else the talk would go on
    hold({ to, released: systemClock.elapsed() })
    seek(to)
  }
  return (
    <div
      className={styles.track}
      role="slider"
      tabIndex={0}
      aria-label="Position in the recording"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration_s)}
      aria-valuenow={Math.round(position)}
      aria-valuetext={`${lengthText(position)} of ${lengthText(duration_s)}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        scrub(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && scrub(event)}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={pressed}
    >
      <Density data={data} />
      {data && <Marks data={data} percent={percent} />}
      <span className={styles.head} style={{ left: percent(position) }} />
      <output className={styles.time}>
        {lengthText(position)} / {lengthText(duration_s)}
      </output>
    </div>
  )
}

function Density({ data }: { readonly data: TimelineData | null }) {
  const path = useMemo(() => densityPath(data?.density ?? [], WIDTH, HEIGHT), [data])
  return (
    <svg className={styles.density} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

function Marks({ data, percent }: { readonly data: TimelineData; readonly percent: (seconds: number) => string }) {
  const marks = useMemo(() => drawnMarks(data.marks), [data])
  return marks.map((one) => (
    <span
      key={`${one.kind} ${one.position_s} ${markText(one)}`}
      className={styles.mark}
      data-kind={one.kind}
      style={{ left: percent(one.position_s) }}
      title={`${lengthText(one.position_s)} ${markText(one)}`}
    />
  ))
}
