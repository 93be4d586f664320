import { whole } from '../../../shared/format'
import type { Box } from '../../ui/box'
import { fitName, type MeasureText } from '../../ui/measure-text'
import type { HostCount } from './select'

interface HostBar extends HostCount {
  /** The name as far as there is room. */
  readonly label: string
  readonly value: string
  /** True for the host, or hosts, with most episodes. */
  readonly most: boolean
  readonly y: number
  readonly length: number
}

/** A host in the tail: a column without a name, on the tail's own scale from zero. */
interface TailBar extends HostCount {
  readonly x: number
  readonly height: number
}

export interface HostsLayout {
  readonly box: Box
  readonly height: number
  readonly textSize: number
  readonly rowHeight: number
  readonly barHeight: number
  readonly barX: number
  readonly bars: readonly HostBar[]
  /** Where there are more hosts than readable rows: the others as a profile, so that none is left out. */
  readonly tail: {
    readonly caption: string
    readonly captionY: number
    readonly base: number
    readonly barWidth: number
    readonly bars: readonly TailBar[]
  } | null
}

const CAPTION = 3.4
const TAIL = 13

/** Bars in rows, as many as can be read; `hosts` stand in their order, under the names that `nameOf` gives them. */
export function layHosts(
  hosts: readonly HostCount[],
  nameOf: (host: string) => string,
  box: Box,
  unit: number,
  measure: MeasureText,
): HostsLayout {
  const top = box.y + CAPTION * unit
  const room = box.height - CAPTION * unit
  const all = hosts.length <= Math.floor(room / (2.3 * unit))
  const rowsRoom = all ? room : room - TAIL * unit
  const rows = all ? hosts : hosts.slice(0, Math.max(1, Math.floor(rowsRoom / (3.2 * unit))))
  const rowHeight = Math.min(9 * unit, rowsRoom / rows.length)
  const textSize = Math.max(1.5 * unit, Math.min(2.6 * unit, 0.56 * rowHeight))
  const labels = rows.map((row) => fitName(nameOf(row.host), 0.4 * box.width, { size: textSize, weight: 650 }, measure))
  const barX = box.x + Math.max(...labels.map((label) => measure(label, { size: textSize, weight: 650 }))) + 1.2 * unit
  const valueWidth =
    Math.max(...rows.map((row) => measure(whole(row.count), { size: textSize, weight: 650 }))) + 0.9 * unit
  const most = hosts[0]?.count ?? 0
  const longest = box.x + box.width - valueWidth - barX
  return {
    box,
    height: CAPTION * unit + rowHeight * rows.length + (all ? 0 : TAIL * unit),
    textSize,
    rowHeight,
    barHeight: Math.min(5 * unit, 0.68 * rowHeight),
    barX,
    bars: rows.map((row, i) => ({
      ...row,
      label: labels[i] ?? row.host,
      value: whole(row.count),
      most: row.count === most,
      y: top + i * rowHeight,
      length: most > 0 ? longest * (row.count / most) : 0,
    })),
    tail: all
      ? null
      : layTail(hosts.slice(rows.length), { ...box, y: top + rowHeight * rows.length, height: TAIL * unit }, unit),
  }
}

function layTail(hosts: readonly HostCount[], box: Box, unit: number): NonNullable<HostsLayout['tail']> {
  const step = Math.min(3 * unit, box.width / hosts.length)
  const base = box.y + box.height
  const most = hosts[0]?.count ?? 0
  const least = hosts.at(-1)?.count ?? 0
  const tallest = box.height - 5 * unit
  const range = least === most ? `${whole(most)} each` : `${whole(least)} to ${whole(most)} each`
  return {
    caption: `${whole(hosts.length)} more hosts, ${range}`,
    captionY: box.y + 3.4 * unit,
    base,
    barWidth: step > 3 ? step - 1 : step,
    bars: hosts.map((host, i) => ({
      ...host,
      x: box.x + i * step,
      height: most > 0 ? tallest * (host.count / most) : 0,
    })),
  }
}
