import type { Frame } from '../scene'
import type { SpeedPlot } from './lay-plot'
import { Mark, MarkShape } from './mark'

interface Props {
  readonly layout: SpeedPlot
  readonly frame: Frame
  /** The model that is pointed at. */
  readonly lit: string | null
}

export function Plot({ layout, frame, lit }: Props) {
  const { theme, unit } = frame
  const { field, notes } = layout
  return (
    <>
      <Axes layout={layout} frame={frame} />
      <g fill={theme.muted} fontSize={1.8 * unit}>
        <text x={field.x + 1.2 * unit} y={field.y + 2.4 * unit}>
          ↖ fast and many
        </text>
        {notes.map(({ text, x, y, anchor }) => (
          <text key={text} x={x} y={y} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </g>
      {layout.marks.map((mark) => (
        <Mark key={mark.model.model} mark={mark} nameSize={layout.nameSize} frame={frame} lit={lit} />
      ))}
    </>
  )
}

function Axes({ layout, frame }: Omit<Props, 'lit'>) {
  const { theme, unit } = frame
  const { box, field, xAxis, yAxis, tickSize, key } = layout
  const foot = field.y + field.height
  return (
    <g fill={theme.muted} fontSize={tickSize}>
      <text x={box.x} y={layout.captionY} fontSize={1.8 * unit}>
        ↑ throughput per second (log)
      </text>
      {key.examples.length > 0 && (
        <g fontSize={key.textSize}>
          <text x={key.nameX} y={key.baseline} textAnchor="end">
            parameters
          </text>
          {key.examples.map(({ form, text, textX, x, y, radius }) => (
            <g key={text}>
              <MarkShape form={form} x={x} y={y} radius={radius} color={theme.muted} frame={frame} />
              <text x={textX} y={key.baseline}>
                {text}
              </text>
            </g>
          ))}
        </g>
      )}
      {yAxis.ticks.map(({ value, text, at }) => (
        <g key={value}>
          <line
            x1={field.x}
            x2={field.x + field.width}
            y1={at}
            y2={at}
            stroke={theme.faint}
            strokeWidth={0.12 * unit}
          />
          <text x={field.x - 1.2 * unit} y={at + 0.36 * tickSize} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {xAxis.ticks.map(({ value, text, at }) => (
        <g key={value}>
          <line x1={at} x2={at} y1={field.y} y2={foot} stroke={theme.faint} strokeWidth={0.12 * unit} />
          <text x={at} y={foot + 2.8 * unit} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <line
        x1={field.x}
        x2={field.x + field.width}
        y1={foot}
        y2={foot}
        stroke={theme.muted}
        strokeWidth={0.15 * unit}
      />
    </g>
  )
}
