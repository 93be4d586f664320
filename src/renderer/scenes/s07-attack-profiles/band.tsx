import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import { BAND_INSET, type Band as BandPlace, bandFont, type ProfilesLayout } from './layout'

interface BandProps {
  readonly band: BandPlace
  /** Of the row's box. */
  readonly height: number
  readonly place: ProfilesLayout
  readonly frame: Frame
}

/** A phase: a tint behind the curve, and a ribbon under it that carries its name where it is wide enough. */
export function Band({ band, height, place, frame }: BandProps) {
  const { theme, unit } = frame
  const color = colorOf('phase', band.name, theme)
  const gap = Math.min(unit * 0.3, band.width / 4)
  const width = band.width - gap
  const font = bandFont(place)
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
        // Without a name it is told by its colour, which has 3:1 only where it is whole.
        fillOpacity={band.label ? 0.28 : 1}
      />
      {band.label && (
        <text
          x={band.x + unit * BAND_INSET}
          y={top + ribbon / 2 + font.size * 0.35}
          fontSize={font.size}
          fontWeight={font.weight}
          fill={theme.text}
        >
          {band.label}
        </text>
      )}
    </>
  )
}
