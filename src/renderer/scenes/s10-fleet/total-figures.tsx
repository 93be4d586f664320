import { bytes, whole } from '../../../shared/format'
import { useGlide } from '../../ui/use-glide'
import type { Frame } from '../scene'
import { NAME, type TotalsLayout } from './layout'

export function TotalFigures({ layout, frame }: { readonly layout: TotalsLayout; readonly frame: Frame }) {
  const { theme, unit, still } = frame
  const shown = useGlide(Object.fromEntries(layout.figures.map(({ name, value }) => [name, value])), { still })
  return layout.figures.map(({ name, value, x, y }) => {
    const now = Math.round(shown[name] ?? value)
    return (
      <g key={name}>
        <text x={x} y={y} fontSize={layout.size} fontWeight={650} fill={theme.text} letterSpacing="-0.02em">
          {name === 'data' ? bytes(now) : whole(now)}
        </text>
        <text x={x} y={y + 4.4 * unit} fontSize={NAME * unit} fill={theme.muted}>
          {name}
        </text>
      </g>
    )
  })
}
