import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import type { RecentLayout } from './lay-recent'

/** Profile by colour and word, then host, start, size and alerts. */
export function Recent({ layout, frame }: { readonly layout: RecentLayout; readonly frame: Frame }) {
  const { theme, unit } = frame
  const { box, chip, rows, heads, textSize } = layout
  return (
    <g fontSize={textSize}>
      {heads.map((head) => (
        <text
          key={head.text}
          x={head.x}
          y={box.y + 1.5 * unit}
          fontSize={1.7 * unit}
          fill={theme.muted}
          textAnchor={head.anchor}
        >
          {head.text}
        </text>
      ))}
      {rows.map(({ episode, y, fields }) => (
        <g key={episode.id}>
          <line x1={box.x} x2={box.x + box.width} y1={y} y2={y} stroke={theme.faint} strokeWidth={0.1 * unit} />
          <rect
            x={box.x}
            y={(fields[0]?.y ?? y) - 0.36 * textSize - chip / 2}
            width={chip}
            height={chip}
            fill={colorOf('profile', episode.profile, theme)}
          />
          {fields.map((field) => (
            <text
              key={field.x + field.y}
              x={field.x}
              y={field.y}
              textAnchor={field.anchor}
              fill={theme[field.tone]}
              fontWeight={field.tone === 'alert' ? 650 : 400}
            >
              {field.text}
            </text>
          ))}
        </g>
      ))}
    </g>
  )
}
