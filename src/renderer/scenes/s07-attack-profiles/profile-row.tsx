import { area, curveMonotoneX, line } from 'd3-shape'
import { seconds, words } from '../../../shared/format'
import { fitText } from '../../ui/measure-text'
import { colorOf, legible } from '../../ui/palette'
import type { Frame } from '../scene'
import { Band } from './band'
import { type Point, type ProfilesLayout, type Row, readingFont } from './layout'
import styles from './picture.module.css'
import { levelReading } from './reading'

interface ProfileRowProps {
  readonly row: Row
  readonly place: ProfilesLayout
  readonly frame: Frame
  /** For the row's gradient: unique on the page, and of characters that `url(#…)` takes, which a name may not be. */
  readonly id: string
}

const lineOf = line<Point>(
  (point) => point.x,
  (point) => point.y,
).curve(curveMonotoneX)

/** A profile: its phases behind, its curve, when that reaches its height, and its name at the line's end. */
export function ProfileRow({ row, place, frame, id }: ProfileRowProps) {
  const { theme, unit } = frame
  const { curve, points, height } = row
  const color = colorOf('profile', curve.name, theme)
  const stroke = Math.max(1.25, Math.min(unit * 0.42, height * 0.04))
  const areaOf = area<Point>(
    (point) => point.x,
    row.zero,
    (point) => point.y,
  ).curve(curveMonotoneX)
  const moves = frame.still ? undefined : styles.moves
  return (
    <>
      {row.bands.map((band, i) => (
        <Band key={`${i} ${band.name}`} band={band} height={height} place={place} frame={frame} />
      ))}
      <linearGradient id={id} x2="0" y2={height} gradientUnits="userSpaceOnUse">
        <stop offset="0" stopColor={color} stopOpacity="0.5" />
        <stop offset="1" stopColor={color} stopOpacity="0.06" />
      </linearGradient>
      {points.length > 1 && (
        <>
          <path className={moves} d={areaOf(points) ?? ''} fill={`url(#${id})`} />
          <path
            className={moves}
            d={lineOf(points) ?? ''}
            fill="none"
            stroke={color}
            strokeWidth={stroke}
            strokeLinejoin="round"
            strokeLinecap="round"
          />
        </>
      )}
      <line
        y1={row.zero}
        x2={place.plotWidth}
        y2={row.zero}
        stroke={theme.faint}
        strokeWidth={Math.max(1, unit * 0.12)}
      />
      <Dot at={row.end} radius={stroke * 1.5} fill={color} rim={theme.background} />
      {row.rise && <Dot at={row.rise} radius={stroke * 1.9} fill={theme.text} rim={theme.background} />}
      {place.rich && <RiseLabel row={row} place={place} frame={frame} />}
      <NameLabel row={row} place={place} frame={frame} color={color} />
    </>
  )
}

function Dot({ at, radius, fill, rim }: { at: Point; radius: number; fill: string; rim: string }) {
  return <circle cx={at.x} cy={at.y} r={radius} fill={fill} stroke={rim} strokeWidth={radius * 0.45} />
}

type LabelProps = Omit<ProfileRowProps, 'id'>

/**
 * When the curve reaches its height. On the stage above that moment and to its left, where nothing of the curve is as
 * high; at the very left above the box. In a column across from the name.
 */
function RiseLabel({ row: { rise, curve, name }, place, frame }: LabelProps) {
  if (!rise || !curve.rise) return null
  const { theme, unit } = frame
  const size = place.textSize * 1.15
  const roomy = rise.x > 8 * unit
  const at =
    frame.layout === 'column'
      ? { x: place.plotWidth, y: name.y, textAnchor: 'end' as const }
      : roomy
        ? { x: rise.x + 0.6 * unit, y: rise.y - 1.1 * unit, textAnchor: 'end' as const }
        : { x: rise.x, y: -1.1 * unit }
  return (
    <text {...at} fontSize={size} fontWeight={650} fill={theme.text}>
      {seconds(curve.rise.t)}
      <tspan fill={theme.muted} fontWeight={450}>
        {' in'}
      </tspan>
    </text>
  )
}

/** Whose curve it is, and under it how high that goes. */
function NameLabel({ row, place, frame, color }: LabelProps & { color: string }) {
  const { curve, name } = row
  const font = { size: place.nameSize, weight: 700 }
  const small = readingFont(place)
  const room = frame.layout === 'column' ? place.plotWidth : place.nameWidth
  return (
    <text x={name.x} y={name.y} fontSize={font.size} fontWeight={font.weight} fill={legible(color, frame.theme)}>
      {fitText(words(curve.name), place.nameWidth, font)}
      {place.rich && (
        <tspan
          x={name.x}
          dy={font.size * 0.75 + small.size * 0.35}
          fontSize={small.size}
          fontWeight={small.weight}
          fill={frame.theme.muted}
        >
          {fitText(levelReading(curve), room, small)}
        </tspan>
      )}
    </text>
  )
}
