import { seconds } from '../../../shared/format'
import type { Frame } from '../scene'
import type { ProfilesLayout } from './layout'

interface TimeAxisProps {
  readonly place: ProfilesLayout
  readonly frame: Frame
}

/** The time that all rows share, under every column of rows. */
export function TimeAxis({ place, frame }: TimeAxisProps) {
  const { theme, unit } = frame
  const { plotWidth, textSize, bottom } = place
  const baseline = bottom + unit * 0.8 + textSize
  return (
    <g fontSize={textSize} fill={theme.muted}>
      {place.columns.map((left) => (
        <g key={left} transform={`translate(${left} 0)`}>
          {place.ticks.map(({ t, x }) => (
            <text
              key={t}
              x={x}
              y={baseline}
              textAnchor={x < 2 * unit ? 'start' : x > plotWidth - 2 * unit ? 'end' : 'middle'}
            >
              {seconds(t)}
            </text>
          ))}
        </g>
      ))}
    </g>
  )
}
