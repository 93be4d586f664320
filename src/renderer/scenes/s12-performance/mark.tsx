import { words } from '../../ui/format'
import { colorOf } from '../../ui/palette'
import { useGlide } from '../../ui/use-glide'
import type { Frame } from '../scene'
import type { SpeedMark } from './lay-plot'

interface Props {
  readonly mark: SpeedMark
  readonly nameSize: number
  readonly frame: Frame
  /** The model that is pointed at. */
  readonly lit: string | null
}

/** A disc as large as the model; a ring for one without parameters, a broken ring where they are not known. */
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
      {label?.led && (
        <line
          x1={x}
          y1={y}
          x2={Math.min(label.x + label.width, Math.max(label.x, x))}
          y2={label.y + label.height / 2}
          stroke={color}
          strokeWidth={0.16 * unit}
        />
      )}
      <circle
        cx={x}
        cy={y}
        r={radius}
        fill={model.params ? color : theme.background}
        stroke={model.params ? theme.background : color}
        strokeWidth={(model.params ? 0.2 : 0.4) * unit}
        strokeDasharray={model.params === null ? 0.5 * unit : undefined}
      />
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
