import { counted, percent, words } from '../../../shared/format'
import { hex, inkOn, mix, rgb } from '../../ui/color'
import { fitText } from '../../ui/measure-text'
import { colorOf } from '../../ui/palette'
import type { Frame } from '../scene'
import type { Confusion } from './confusion'
import type { MatrixLayout } from './matrix-layout'

interface MatrixPanelProps {
  readonly confusion: Confusion
  readonly place: MatrixLayout
  readonly frame: Frame
}

/** How much is right in large, and the confusion matrix: a row per truth, in per cent of it. */
export function MatrixPanel({ confusion, place, frame }: MatrixPanelProps) {
  const { theme, unit } = frame
  const { classes, scored, right, counts } = confusion
  const { left, top, side, textSize, nameWidth, tilt, caption } = place
  const font = { size: textSize, weight: 600 }
  const note = `of ${counted(scored, 'window')} right`
  // The middle of a tilted name's letters, not their feet, is over the middle of its column.
  const lean = textSize * 0.35 * Math.sin((tilt * Math.PI) / 180)
  return (
    <g fill={theme.text}>
      <text x={place.x} y={place.share.y} fontSize={place.share.size} fontWeight={750}>
        {percent(right / scored)}
      </text>
      <text x={place.x} y={place.note.y} fontSize={place.note.size} fill={theme.muted}>
        {fitText(note, place.width, { size: place.note.size })}
      </text>
      {classes.map((name, i) => (
        <g key={`${i} ${name}`} fontSize={textSize} fontWeight={600}>
          <text x={left - unit} y={top + (i + 0.5) * side + textSize * 0.35} textAnchor="end">
            {fitText(words(name), nameWidth, font)}
          </text>
          <text
            transform={`translate(${left + (i + 0.5) * side + lean} ${top - unit * 0.6}) rotate(${-tilt})`}
            fill={theme.muted}
          >
            {fitText(words(name), nameWidth, font)}
          </text>
        </g>
      ))}
      {counts.map((row, truth) => (
        <MatrixRow
          key={truth}
          row={row}
          truth={truth}
          color={colorOf('phase', classes[truth] ?? '', theme)}
          place={place}
          frame={frame}
        />
      ))}
      <text x={caption.x} y={place.bottom - unit * 0.4} fontSize={textSize} fill={theme.muted}>
        {caption.text}
      </text>
    </g>
  )
}

interface MatrixRowProps {
  readonly row: readonly number[]
  /** Its place: the column of the same class holds what is right. */
  readonly truth: number
  readonly color: string
  readonly place: MatrixLayout
  readonly frame: Frame
}

function MatrixRow({ row, truth, color, place, frame: { theme, unit } }: MatrixRowProps) {
  const { left, top, side, textSize } = place
  const all = row.reduce((sum, count) => sum + count, 0)
  const gap = Math.min(unit * 0.3, side * 0.08)
  return row.map((count, column) => {
    const share = all > 0 ? count / all : 0
    // A mistake of one in ten must be seen from the last row: its tint grows with the root of its share.
    const tint = column === truth ? 0.25 + 0.75 * share : Math.sqrt(share)
    const hue = column === truth ? color : theme.alert
    // A solid colour and no opacity: what the digits are held against is what is painted.
    const fill = count > 0 ? hex(mix(rgb(theme.surface), rgb(hue), tint)) : theme.surface
    const x = left + column * side
    const y = top + truth * side
    return (
      <g key={column}>
        <rect x={x} y={y} width={side - gap} height={side - gap} rx={side * 0.1} fill={fill} />
        {count > 0 && place.legible && (
          <text
            x={x + (side - gap) / 2}
            y={y + (side - gap) / 2 + textSize * 0.36}
            textAnchor="middle"
            fontSize={textSize}
            fontWeight={column === truth ? 700 : 500}
            fill={inkOn(fill)}
          >
            {Math.round(share * 100)}
          </text>
        )}
      </g>
    )
  })
}
