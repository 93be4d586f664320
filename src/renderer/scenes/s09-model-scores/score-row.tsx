import { score, words } from '../../../shared/format'
import { fitName, measureText } from '../../ui/measure-text'
import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import { NAME_GAP, NAME_SHARE, type ScoresLayout, TAG_WEIGHT, tagText, VALUE_GAP } from './layout'
import styles from './picture.module.css'
import type { PlacedBar } from './placed'
import { isOnTrain } from './select'
import { SHADES, shade } from './shade'

interface ScoreRowProps {
  readonly row: PlacedBar
  readonly place: ScoresLayout
  readonly frame: Frame
  /** For the row's gradient and stripes: unique on the page, and of characters that `url(#…)` takes, which a name may not be. */
  readonly id: string
  readonly leads: boolean
  /** The split, where it is another than that of the rest. */
  readonly tag: string | null
  readonly dimmed: boolean
}

/** Name, bar, whisker and value of a model. */
export function ScoreRow({ row, place, frame, id, leads, tag, dimmed }: ScoreRowProps) {
  const { theme, unit, layout } = frame
  const { zero, scale, barTop, barHeight, nameSize, valueSize, rowHeight } = place
  const color = colorOf('model', row.bar.model, theme)
  const middle = barTop + barHeight / 2
  const length = Math.max(unit * 0.25, row.point * scale)
  const radius = Math.min(barHeight * 0.16, length / 2)
  const stacked = layout === 'column'
  const name = stacked
    ? { x: zero, y: nameSize * 1.1, anchor: 'start' as const, room: place.width * NAME_SHARE }
    : {
        x: zero - NAME_GAP * unit,
        y: middle + nameSize * 0.35,
        anchor: 'end' as const,
        room: zero - 2 * NAME_GAP * unit,
      }
  const value = stacked
    ? { x: place.width, y: nameSize * 1.1, anchor: 'end' as const }
    : {
        x: zero + Math.max(row.hi, row.point) * scale + VALUE_GAP * unit,
        y: middle + valueSize * 0.36,
        anchor: 'start' as const,
      }
  const font = { size: nameSize, weight: leads ? 750 : 550 }
  const ground = leads && !stacked ? theme.surface : theme.background
  const { root, end } = leads ? SHADES.leader : SHADES.other
  return (
    <g transform={`translate(${row.x} ${row.y})`} className={styles.row} opacity={dimmed ? 0.4 : 1}>
      <linearGradient id={`${id}g`} x1={zero} x2={zero + length} gradientUnits="userSpaceOnUse">
        <stop offset="0" stopColor={shade(color, ground, root)} />
        <stop offset="1" stopColor={shade(color, ground, end)} />
      </linearGradient>
      {leads && !stacked && (
        <rect
          x={0}
          y={barTop - (rowHeight - barHeight) * 0.28}
          width={place.columnWidth}
          height={barHeight + (rowHeight - barHeight) * 0.56}
          rx={unit * 0.8}
          fill={theme.surface}
        />
      )}
      <rect x={zero} y={barTop} width={length} height={barHeight} rx={radius} fill={`url(#${id}g)`} />
      {isOnTrain(row.bar) && (
        <>
          <pattern
            id={`${id}s`}
            width={unit * 1.3}
            height={unit * 1.3}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width={unit * 0.5} height={unit * 1.3} fill={theme.background} fillOpacity={0.55} />
          </pattern>
          <rect x={zero} y={barTop} width={length} height={barHeight} rx={radius} fill={`url(#${id}s)`} />
        </>
      )}
      {row.bar.interval && <Whisker row={row} place={place} frame={frame} middle={middle} />}
      <text
        x={name.x}
        y={name.y}
        textAnchor={name.anchor}
        fontSize={nameSize}
        fontWeight={font.weight}
        fill={theme.text}
      >
        {fitName(words(row.bar.model), name.room, font)}
      </text>
      <text
        x={value.x}
        y={value.y}
        textAnchor={value.anchor}
        fontSize={valueSize}
        fontWeight={leads ? 750 : 600}
        fill={theme.text}
        stroke={ground}
        strokeWidth={unit * 0.7}
        strokeLinejoin="round"
        paintOrder="stroke"
      >
        {stacked && tag && <Tag tag={tag} frame={frame} size={place.tagSize} />}
        {score(row.point)}
        {!stacked && tag && <Tag tag={tag} frame={frame} size={place.tagSize} />}
      </text>
    </g>
  )
}

function Tag({ tag, frame, size }: { tag: string; frame: Frame; size: number }) {
  return (
    <tspan fontSize={size} fontWeight={TAG_WEIGHT} fill={frame.theme.muted} xmlSpace="preserve">
      {tagText(tag, size, measureText)}
    </tspan>
  )
}

type WhiskerProps = Pick<ScoreRowProps, 'row' | 'place' | 'frame'> & { readonly middle: number }

/** From lo to hi, with a halo of the background so that it stands out on the bar as well as beside it. */
function Whisker({ row, place, frame, middle }: WhiskerProps) {
  const { zero, scale, barHeight } = place
  const cap = barHeight * 0.17
  const lo = zero + row.lo * scale
  const hi = zero + row.hi * scale
  const path = `M${lo} ${middle - cap}V${middle + cap}M${lo} ${middle}H${hi}M${hi} ${middle - cap}V${middle + cap}`
  const width = Math.max(1, Math.min(frame.unit * 0.28, barHeight * 0.08))
  return (
    <>
      <path d={path} stroke={frame.theme.background} strokeWidth={width * 2.6} strokeLinecap="round" fill="none" />
      <path d={path} stroke={frame.theme.text} strokeWidth={width} strokeLinecap="round" fill="none" />
    </>
  )
}
