import { fitText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { NAME_GAP, type ScoresLayout } from './layout'
import { partsBeside } from './parts-beside'

interface ScoreAxisProps {
  readonly place: ScoresLayout
  readonly frame: Frame
  /** The leader's score: a line through all rows shows how far the others are from it. */
  readonly best: number | null
  /** What the scores were measured on. */
  readonly split: string | null
}

const ticks = [0, 0.25, 0.5, 0.75, 1]

/** The whole scale from 0 to 1, under every column of rows. */
export function ScoreAxis({ place, frame, best, split }: ScoreAxisProps) {
  const { zero, scale, bottom, axisSize } = place
  const { theme, unit } = frame
  const baseline = bottom + unit * 0.7 + axisSize
  const stacked = frame.layout === 'column'
  const note = {
    x: stacked ? 0 : zero - 2 * NAME_GAP * unit,
    y: stacked ? baseline + 2 * unit : baseline,
    room: stacked ? place.width : zero - 2 * NAME_GAP * unit,
  }
  const pathOf = (at: number, left: number, end: number) => {
    const x = zero + at * scale
    const texts = place.rows.flatMap((row) => (row.x === left ? row.texts : []))
    return partsBeside(x, place.top, end, texts)
      .map(([from, to]) => `M${x} ${from}V${to}`)
      .join('')
  }
  return place.columns.map((left, column) => (
    <g key={left} transform={`translate(${left} 0)`} fontSize={axisSize} fill={theme.muted}>
      {ticks.map((at) => (
        <g key={at}>
          <path
            d={pathOf(at, left, bottom + unit * 0.5)}
            stroke={theme.faint}
            strokeWidth={Math.max(1, unit * (at === 0 ? 0.2 : 0.1))}
          />
          <text x={zero + at * scale} y={baseline} textAnchor="middle">
            {at}
          </text>
        </g>
      ))}
      {best !== null && (
        <path
          d={pathOf(best, left, bottom)}
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
