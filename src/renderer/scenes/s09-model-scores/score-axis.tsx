import { fitText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { NAME_GAP, type ScoresLayout } from './layout'

interface ScoreAxisProps {
  readonly place: ScoresLayout
  readonly frame: Frame
  /** The leader's score: a line through all rows shows how far the others are from it. */
  readonly best: number | null
  /** What the scores were measured on. */
  readonly split: string | null
}

const ticks = [
  { at: 0, anchor: 'start' },
  { at: 0.25, anchor: 'middle' },
  { at: 0.5, anchor: 'middle' },
  { at: 0.75, anchor: 'middle' },
  { at: 1, anchor: 'end' },
] as const

/** The whole scale from 0 to 1, under every column of rows. */
export function ScoreAxis({ place, frame, best, split }: ScoreAxisProps) {
  const { zero, scale, bottom, axisSize } = place
  const { theme, unit } = frame
  const baseline = bottom + unit * 0.7 + axisSize
  const stacked = frame.layout === 'column'
  const note = {
    x: stacked ? 0 : zero - NAME_GAP * unit,
    y: stacked ? baseline + 2 * unit : baseline,
    room: stacked ? place.width : zero - NAME_GAP * unit,
  }
  return place.columns.map((left, column) => (
    <g key={left} transform={`translate(${left} 0)`} fontSize={axisSize} fill={theme.muted}>
      {ticks.map(({ at, anchor }) => (
        <g key={at} transform={`translate(${zero + at * scale} 0)`}>
          <line
            y1={place.top}
            y2={bottom + unit * 0.5}
            stroke={theme.faint}
            strokeWidth={Math.max(1, unit * (at === 0 ? 0.2 : 0.1))}
          />
          <text y={baseline} textAnchor={anchor}>
            {at}
          </text>
        </g>
      ))}
      {best !== null && (
        <line
          x1={zero + best * scale}
          x2={zero + best * scale}
          y1={place.top}
          y2={bottom}
          stroke={theme.muted}
          strokeWidth={Math.max(1, unit * 0.14)}
          strokeDasharray={`${unit * 0.5} ${unit * 0.6}`}
        />
      )}
      {column === 0 && split && (
        <text x={note.x} y={note.y} textAnchor={stacked ? 'start' : 'end'}>
          {fitText(`on ${split}`, note.room, { size: axisSize })}
        </text>
      )}
    </g>
  ))
}
