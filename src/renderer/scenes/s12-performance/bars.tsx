import { milliseconds } from '../../../shared/format'
import { colorOf } from '../../ui/palette'
import { useGlide } from '../../ui/use-glide'
import type { Frame } from '../scene'
import type { SpeedBars } from './lay-bars'

interface Props {
  readonly layout: SpeedBars
  readonly frame: Frame
  /** The model that is pointed at. */
  readonly lit: string | null
}

export function Bars({ layout, frame, lit }: Props) {
  const { theme, unit, still } = frame
  const { box, bars, barX, barHeight, rowHeight, textSize } = layout
  const target = Object.fromEntries(
    bars.flatMap(({ model, y, length }) => [
      [`y ${model.model}`, y],
      [`length ${model.model}`, length],
      [`value ${model.model}`, model.latency],
    ]),
  )
  const shown = useGlide<string>(target, { still, enter: (key, value) => (key.startsWith('length') ? 0 : value) })
  return (
    <g fill={theme.text} fontSize={textSize} fontWeight={600}>
      <text x={box.x} y={layout.captionY} fontSize={1.8 * unit} fontWeight={400} fill={theme.muted}>
        {layout.caption}
      </text>
      {bars.map(({ model, label, value, y, length }) => {
        const middle = (shown[`y ${model.model}`] ?? y) + rowHeight / 2
        const base = middle + 0.36 * textSize
        const long = shown[`length ${model.model}`] ?? length
        return (
          <g key={model.model} opacity={lit === null || lit === model.model ? 1 : 0.5}>
            <text x={box.x} y={base}>
              {label}
            </text>
            <rect
              x={barX}
              y={middle - barHeight / 2}
              width={Math.max(0.2 * unit, long)}
              height={barHeight}
              fill={colorOf('model', model.model, theme)}
            />
            {value !== '' && (
              <text x={barX + long + 0.9 * unit} y={base}>
                {milliseconds(shown[`value ${model.model}`] ?? model.latency)}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
