import { whole } from '../../../shared/format'
import { SECOND_RANK } from '../../ui/palette'
import { useGlide } from '../../ui/use-glide'
import type { Frame } from '../scene'
import type { HostsLayout } from './lay-hosts'

export function Hosts({ layout, frame }: { readonly layout: HostsLayout; readonly frame: Frame }) {
  const { theme, unit, still } = frame
  const { box, bars, tail, barX, barHeight, rowHeight, textSize } = layout
  const target = Object.fromEntries(
    bars.flatMap((bar) => [
      [`y ${bar.host}`, bar.y],
      [`length ${bar.host}`, bar.length],
      [`count ${bar.host}`, bar.count],
    ]),
  )
  const shown = useGlide<string>(target, { still, enter: (key, value) => (key.startsWith('length') ? 0 : value) })
  return (
    <g fill={theme.text} fontSize={textSize}>
      <text x={box.x} y={box.y + 1.5 * unit} fontSize={1.7 * unit} fill={theme.muted}>
        episodes per host
      </text>
      {bars.map((bar) => {
        const y = shown[`y ${bar.host}`] ?? bar.y
        const length = shown[`length ${bar.host}`] ?? bar.length
        const middle = y + rowHeight / 2
        const base = middle + 0.36 * textSize
        return (
          <g key={bar.host} fontWeight={bar.most ? 650 : 400}>
            <text x={box.x} y={base}>
              {bar.label}
            </text>
            <rect
              x={barX}
              y={middle - barHeight / 2}
              width={Math.max(length, bar.count > 0 ? 1 : 0)}
              height={barHeight}
              fill={theme.accent}
              fillOpacity={bar.most ? 1 : SECOND_RANK}
            />
            <text x={barX + length + 0.8 * unit} y={base}>
              {whole(Math.round(shown[`count ${bar.host}`] ?? bar.count))}
            </text>
          </g>
        )
      })}
      {tail && (
        <>
          <text x={box.x} y={tail.captionY} fontSize={1.7 * unit} fill={theme.muted}>
            {tail.caption}
          </text>
          {tail.bars.map((bar) => (
            <rect
              key={bar.host}
              x={bar.x}
              y={tail.base - bar.height}
              width={tail.barWidth}
              height={bar.height}
              fill={theme.accent}
              fillOpacity={SECOND_RANK}
            />
          ))}
        </>
      )}
    </g>
  )
}
