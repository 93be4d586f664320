import { max } from 'd3-array'
import { words } from '../../../shared/format'
import type { MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'

/** The confusion summary: how much is right, and under it the matrix. */
export interface MatrixLayout {
  readonly x: number
  readonly width: number
  /** Baselines of the big share and of the line under it. */
  readonly share: { readonly y: number; readonly size: number }
  readonly note: { readonly y: number; readonly size: number }
  /** Top left corner of the matrix's cells, and the side of one. */
  readonly left: number
  readonly top: number
  readonly side: number
  readonly textSize: number
  /** Room for a class's name beside its row. */
  readonly nameWidth: number
  /** The angle at which the names of columns rise, in degrees. */
  readonly tilt: number
  /** Cells are large enough for their per cent. */
  readonly legible: boolean
  /** What the matrix shows, under it: below its cells, or further left where it would not end in time. */
  readonly caption: { readonly x: number; readonly text: string }
  readonly bottom: number
}

interface MatrixRoom {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Names of columns rise at the first of these angles at which none touches the next, else upright. In degrees. */
const TILTS = [40, 65]
const UPRIGHT = 90
/** From a name to the next, across both, as a part of their size. */
const HEAD_LINE = 1.2

const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180)

export function matrixLayout(
  classes: readonly string[],
  room: MatrixRoom,
  frame: Frame,
  measure: MeasureText,
): MatrixLayout {
  const at = (tilt: number) => tilted(tilt, classes, room, frame, measure)
  return TILTS.map(at).find(({ side, tilt, textSize }) => side * sine(tilt) >= HEAD_LINE * textSize) ?? at(UPRIGHT)
}

function tilted(
  tilt: number,
  classes: readonly string[],
  room: MatrixRoom,
  { unit, layout }: Frame,
  measure: MeasureText,
): MatrixLayout {
  const stacked = layout === 'column'
  const textSize = (stacked ? 1.5 : 1.7) * unit
  const share = { y: room.y + (stacked ? 5 : 6.4) * unit, size: (stacked ? 6 : 8.4) * unit }
  const note = { y: share.y + 2.8 * unit, size: (stacked ? 1.7 : 2) * unit }
  const longest = max(classes, (name) => measure(words(name), { size: textSize, weight: 600 })) ?? 0
  const nameWidth = Math.min(longest, room.width * 0.3)
  const rise = nameWidth * sine(tilt) + textSize
  const overhang = nameWidth * sine(90 - tilt) + 0.6 * textSize * sine(tilt)
  const left = room.x + nameWidth + unit
  const top = note.y + 1.6 * unit + rise
  const count = Math.max(1, classes.length)
  // The last column's name leans out of the matrix to the right by all but half a cell.
  const acrossAll = room.x + room.width - left
  const across = Math.min(acrossAll / count, (acrossAll - overhang) / (count - 0.5))
  const down = (room.y + room.height - top - 2.4 * unit) / count
  const side = Math.max(1, Math.min(across, down, 9 * unit))
  const legible = side >= 2.6 * textSize
  const caption = `rows: truth, columns: predicted${legible ? ', in % of a row' : ''}`
  const spare = room.x + room.width - measure(caption, { size: textSize })
  return {
    x: room.x,
    width: room.width,
    share,
    note,
    left,
    top,
    side,
    textSize,
    nameWidth,
    tilt,
    legible,
    caption: { x: Math.max(room.x, Math.min(left, spare)), text: caption },
    bottom: top + side * count + 2.4 * unit,
  }
}
