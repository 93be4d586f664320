import { area, curveMonotoneX, line } from 'd3-shape'
import { words } from '../../ui/format'
import { fitText } from '../../ui/measure-text'
import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import { Band } from './band'
import type { Point, ProfilesLayout, Row } from './layout'
import styles from './picture.module.css'
import { amount, endReading, seconds } from './reading'

interface ProfileRowProps {
  readonly row: Row
  readonly place: ProfilesLayout
  readonly frame: Frame
  /** For the row's gradient: unique on the page. */
  readonly id: string
}

const lineOf = line<Point>(
  (point) => point.x,
  (point) => point.y,
).curve(curveMonotoneX)

/** A profile: its phases behind, its curve, its peak, and its name at the line's end. */
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
      <Dot at={row.peak} radius={stroke * 1.9} fill={theme.text} rim={theme.background} />
      {place.rich && <PeakLabel row={row} place={place} frame={frame} />}
      <NameLabel row={row} place={place} frame={frame} color={color} />
    </>
  )
}

function Dot({ at, radius, fill, rim }: { at: Point; radius: number; fill: string; rim: string }) {
  return <circle cx={at.x} cy={at.y} r={radius} fill={fill} stroke={rim} strokeWidth={radius * 0.45} />
}

type LabelProps = Omit<ProfileRowProps, 'id'>

/** Above the peak: nothing of the curve is higher. In a column it stands above the box, across from the name. */
function PeakLabel({ row, place, frame }: LabelProps) {
  const { theme, unit } = frame
  const { peak } = row
  const size = place.textSize * 1.15
  const stacked = frame.layout === 'column'
  const nearStart = peak.x < 9 * unit
  const nearEnd = peak.x > place.plotWidth - 9 * unit
  const x = stacked
    ? place.plotWidth
    : nearStart
      ? Math.max(0, peak.x - unit)
      : nearEnd
        ? Math.min(place.plotWidth, peak.x + unit)
        : peak.x
  const anchor = stacked || nearEnd ? 'end' : nearStart ? 'start' : 'middle'
  return (
    <text
      x={x}
      y={stacked ? row.name.y : peak.y - 1.1 * unit}
      textAnchor={anchor}
      fontSize={size}
      fontWeight={650}
      fill={theme.text}
    >
      {amount(row.curve.peak.value)}
      <tspan fill={theme.muted} fontWeight={450}>
        {' '}
        at {seconds(row.curve.peak.t)}
      </tspan>
    </text>
  )
}

function NameLabel({ row, place, frame, color }: LabelProps & { color: string }) {
  const { curve, name } = row
  const font = { size: place.nameSize, weight: 700 }
  const last = curve.samples.at(-1)
  const small = { size: place.textSize * 1.15, weight: 450 }
  const reading = last ? endReading(last.value, place.unit === curve.unit ? null : curve.unit) : ''
  return (
    <text x={name.x} y={name.y} fontSize={font.size} fontWeight={font.weight} fill={color}>
      {fitText(words(curve.name), place.nameWidth, font)}
      {place.rich && last && frame.layout === 'stage' && (
        <tspan
          x={name.x}
          dy={font.size * 0.95}
          fontSize={small.size}
          fontWeight={small.weight}
          fill={frame.theme.muted}
        >
          {fitText(reading, place.nameWidth, small)}
        </tspan>
      )}
    </text>
  )
}
