import { words } from '../../ui/format'
import { fitText } from '../../ui/measure-text'
import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import type { ProfilesLayout, Row } from './layout'

interface BandProps {
  readonly band: Row['bands'][number]
  /** Of the row's box. */
  readonly height: number
  readonly place: ProfilesLayout
  readonly frame: Frame
}

/** A phase: a tint behind the curve, and a ribbon under it that carries its name. */
export function Band({ band, height, place, frame }: BandProps) {
  const { theme, unit } = frame
  const color = colorOf('phase', band.name, theme)
  const gap = Math.min(unit * 0.3, band.width / 4)
  const width = band.width - gap
  const font = { size: place.textSize, weight: 600 }
  const top = height + unit * 0.3
  const ribbon = place.ribbon - unit * 0.3
  return (
    <>
      <rect x={band.x} width={width} height={height} fill={color} fillOpacity={theme.name === 'light' ? 0.1 : 0.09} />
      <rect
        x={band.x}
        y={top}
        width={width}
        height={ribbon}
        rx={unit * 0.35}
        fill={color}
        fillOpacity={place.rich ? 0.28 : 0.8}
      />
      {place.rich && (
        <text
          x={band.x + unit * 0.9}
          y={top + ribbon / 2 + font.size * 0.35}
          fontSize={font.size}
          fontWeight={font.weight}
          fill={theme.text}
        >
          {fitText(words(band.name), width - 1.4 * unit, font)}
        </text>
      )}
    </>
  )
}
