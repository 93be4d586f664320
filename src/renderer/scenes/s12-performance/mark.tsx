import { words } from '../../../shared/format'
import { colorOf } from '../../ui/palette'
import { useGlide } from '../../ui/use-glide'
import type { Frame } from '../scene'
import type { SpeedMark } from './lay-plot'
import { leaderOf } from './place-labels'
import { formOf, type MarkForm } from './size-key'

interface Props {
  readonly mark: SpeedMark
  readonly nameSize: number
  readonly frame: Frame
  /** The model that is pointed at. */
  readonly lit: string | null
}

/** A model in its place, with its whisker and its name. */
export function Mark({ mark, nameSize, frame, lit }: Props) {
  const { theme, unit, still } = frame
  const { model, label, radius } = mark
  const { x, y, whisker } = useGlide({ x: mark.x, y: mark.y, whisker: mark.whisker ?? mark.x }, { still })
  const color = colorOf('model', model.model, theme)
  return (
    <g opacity={lit === null || lit === model.model ? 1 : 0.4}>
      {mark.whisker !== null && (
        <path
          d={`M${x} ${y}H${whisker}M${whisker} ${y - 0.7 * unit}v${1.4 * unit}`}
          stroke={color}
          strokeWidth={0.28 * unit}
          strokeOpacity={0.75}
        />
      )}
      {label?.led && <line {...leaderOf({ x, y }, label)} stroke={color} strokeWidth={0.16 * unit} />}
      <MarkShape form={formOf(model.params)} x={x} y={y} radius={radius} color={color} frame={frame} />
      {label && (
        <text
          x={label.x + label.width / 2}
          y={label.y + label.height / 2 + 0.36 * nameSize}
          textAnchor="middle"
          fontSize={nameSize}
          fontWeight={600}
          fill={theme.text}
        >
          {words(model.model)}
        </text>
      )}
    </g>
  )
}

interface ShapeProps {
  readonly form: MarkForm
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly color: string
  readonly frame: Frame
}

/** The mark alone, the same in the field and in the key. */
export function MarkShape({ form, x, y, radius, color, frame: { theme, unit } }: ShapeProps) {
  const filled = form === 'disc'
  return (
    <circle
      cx={x}
      cy={y}
      r={radius}
      fill={filled ? color : theme.background}
      stroke={filled ? theme.background : color}
      strokeWidth={(filled ? 0.2 : 0.4) * unit}
      // Six dashes, whatever the ring's size.
      strokeDasharray={form === 'broken' ? (2 * Math.PI * radius) / 12 : undefined}
    />
  )
}
