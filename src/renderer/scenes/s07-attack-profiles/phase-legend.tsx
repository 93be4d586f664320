import { words } from '../../../shared/format'
import type { Theme } from '../../ui/palette'
import { colorOf } from '../../ui/palette'
import type { Legend } from './legend'

interface PhaseLegendProps {
  readonly legend: Legend
  readonly textSize: number
  readonly theme: Theme
}

/** What the ribbons' colours mean, where they are too short for their names. */
export function PhaseLegend({ legend: { entries, swatch }, textSize, theme }: PhaseLegendProps) {
  return (
    <g fontSize={textSize} fontWeight={600} fill={theme.text}>
      {entries.map(({ phase, x, y }) => (
        <g key={phase} transform={`translate(${x} ${y})`}>
          <rect y={-swatch} width={swatch} height={swatch} rx={swatch * 0.2} fill={colorOf('phase', phase, theme)} />
          <text x={swatch * 1.5}>{words(phase)}</text>
        </g>
      ))}
    </g>
  )
}
