import { colorOf, type Theme } from '../../ui/palette'
import type { Frame } from '../scene'
import type { PhaseSegment, PhasesLayout } from './lay-phases'

interface Props {
  readonly segment: PhaseSegment
  readonly layout: PhasesLayout
  readonly frame: Frame
}

export const phaseColor = (segment: PhaseSegment, theme: Theme): string =>
  segment.gathered ? theme.stale : colorOf('phase', segment.phase, theme)

/** The share and the name under the bar, with a line that leads to the segment. */
export function LabelUnder({ segment, layout, frame }: Props) {
  const { theme, unit } = frame
  const { labelX, labelY, labelWidth } = segment
  const foot = layout.barY + layout.barHeight
  const from = segment.x + segment.width / 2
  const centre = labelX + labelWidth / 2
  const path = `M${from} ${foot}V${foot + 0.6 * unit}L${centre} ${foot + 1.6 * unit}V${foot + 2.1 * unit}`
  return (
    <g fill={theme.text}>
      <path d={path} fill="none" stroke={phaseColor(segment, theme)} strokeWidth={0.22 * unit} />
      <text x={centre} y={labelY} fontSize={layout.percentSize} fontWeight={650} textAnchor="middle">
        {segment.percent}
      </text>
      <text x={centre} y={labelY + 2.6 * unit} fontSize={layout.nameSize} fill={theme.muted} textAnchor="middle">
        {segment.name}
      </text>
    </g>
  )
}

/** A chip of the segment's colour, the share and the name in one line. */
export function LabelInList({ segment, layout, frame }: Props) {
  const { theme, unit } = frame
  const { labelX: x, labelY: y } = segment
  return (
    <g fill={theme.text} fontSize={layout.nameSize}>
      <rect x={x} y={y - 1.5 * unit} width={1.6 * unit} height={1.6 * unit} fill={phaseColor(segment, theme)} />
      <text x={x + 7.4 * unit} y={y} textAnchor="end" fontWeight={650}>
        {segment.percent}
      </text>
      <text x={x + 8.4 * unit} y={y} fill={theme.muted}>
        {segment.name}
      </text>
    </g>
  )
}
