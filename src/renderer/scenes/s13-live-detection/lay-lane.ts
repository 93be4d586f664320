import { milliseconds, score, words } from '../../../shared/format'
import { fitName, fitText, type MeasureText } from '../../ui/measure-text'
import { perSecond } from './rate'
import { LANE_CELLS, type Lane } from './select'

/**
 * Where a lane's texts stand: in two lines or, where lanes are many, in one line left and right of its cells; on a
 * phone above them.
 */
export type LaneForm = 'tall' | 'slim' | 'above'

interface LaneText {
  readonly text: string
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly size: number
  readonly weight: 400 | 600
  /** `label`: the colour of the newest cell. */
  readonly tone: 'text' | 'muted' | 'label'
  readonly align: 'left' | 'right'
}

/** A lane in its place. Its cells stand right-aligned in slots, so that the newest is always at the same place. */
export interface LaneLayout {
  readonly lane: Lane
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Left end of the room for all cells. */
  readonly cellsX: number
  readonly slot: number
  /** Baseline of the cells. */
  readonly base: number
  /** How high a score of 1 is. */
  readonly full: number
  readonly texts: readonly LaneText[]
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function layLane(lane: Lane, box: Box, form: LaneForm, unit: number, measure: MeasureText): LaneLayout {
  const { x, y, width, height } = box
  if (form === 'above') {
    const part = { cellsX: x, slot: width / LANE_CELLS, base: y + 7.7 * unit, full: 4.2 * unit }
    return { lane, ...box, ...part, texts: textsAbove(lane, box, unit, measure) }
  }
  const size = sizeOf(form, height, unit)
  const head = (form === 'tall' ? 8.6 : 11) * size
  const tail = 7.6 * size
  return {
    lane,
    ...box,
    cellsX: x + head,
    slot: (width - head - tail) / LANE_CELLS,
    base: y + 0.92 * height,
    full: 0.7 * height,
    texts: textsBeside(lane, box, { form, size, head, tail: tail - 1.1 * unit }, unit, measure),
  }
}

const sizeOf = (form: LaneForm, height: number, unit: number) =>
  Math.max(1.5 * unit, Math.min(2.3 * unit, (form === 'tall' ? 0.36 : 0.72) * height))

interface Sides {
  readonly form: LaneForm
  readonly size: number
  /** Widths of the room left and right of the cells. */
  readonly head: number
  readonly tail: number
}

function textsBeside(lane: Lane, box: Box, sides: Sides, unit: number, measure: MeasureText): LaneText[] {
  const { form, size, head, tail } = sides
  const font = { size, weight: 600 }
  const right = box.x + box.width - tail
  const newest = newestOf(lane)
  const label = fitText(newest.label, tail, font, measure)
  if (form === 'slim') {
    const y = box.y + 0.54 * box.height + 0.36 * size
    const line = { y, size, align: 'left', weight: 400 } as const
    const rate = lane.rate === null ? '' : perSecond(lane.rate)
    const room = head - measure(rate, { size }) - 1.4 * size
    return [
      { ...line, text: fitName(lane.name, room, font, measure), x: box.x, tone: 'text', weight: 600 },
      { ...line, text: rate, x: box.x + head - 0.7 * size, tone: 'muted', align: 'right' },
      { ...line, text: label, x: right, tone: 'label', weight: 600 },
    ]
  }
  const small = Math.max(1.5 * unit, 0.88 * size)
  const first = { y: box.y + 0.54 * box.height - 0.1 * size, size, weight: 600, align: 'left' } as const
  const second = { y: first.y + 1.2 * size, size: small, weight: 400, align: 'left' } as const
  return [
    { ...first, text: fitName(lane.name, head - 0.7 * size, font, measure), x: box.x, tone: 'text' },
    { ...second, text: paceOf(lane), x: box.x, tone: 'muted' },
    { ...first, text: label, x: right, tone: 'label' },
    { ...second, text: newest.score, x: right, tone: 'text' },
  ]
}

function textsAbove(lane: Lane, box: Box, unit: number, measure: MeasureText): LaneText[] {
  const size = 1.7 * unit
  const line = { y: box.y + 1.8 * unit, size, weight: 400, align: 'left' } as const
  const newest = newestOf(lane)
  const font = { size, weight: 600 }
  const name = fitName(lane.name, 0.3 * box.width, font, measure)
  const pace = paceOf(lane)
  const paceX = box.x + measure(name, font) + size
  const end = box.x + box.width
  const scoreX = end - measure(newest.score, { size }) - 0.7 * size
  const label = fitText(newest.label, scoreX - paceX - measure(pace, { size }) - size, font, measure)
  return [
    { ...line, text: name, x: box.x, weight: 600, tone: 'text' },
    { ...line, text: pace, x: paceX, tone: 'muted' },
    { ...line, text: label, x: scoreX, weight: 600, tone: 'label', align: 'right' },
    { ...line, text: newest.score, x: end, tone: 'text', align: 'right' },
  ]
}

function newestOf({ cells }: Lane): { readonly label: string; readonly score: string } {
  const cell = cells.at(-1)
  return cell ? { label: words(cell.label), score: score(cell.score) } : { label: '', score: '' }
}

/** Rate and median latency, as far as they are known. */
function paceOf(lane: Lane): string {
  const parts = [lane.rate === null ? '' : perSecond(lane.rate), lane.p50 === null ? '' : milliseconds(lane.p50)]
  return parts.filter((part) => part !== '').join(' · ')
}
