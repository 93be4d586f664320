import { clamp } from '../../ui/numbers'

/** An axis-parallel box in pixels. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A mark that wants a label of this size beside it. */
export interface Labelled {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly width: number
  readonly height: number
}

/** The box of a label; `led` where it stands so far off that a line must lead to its mark. */
export interface PlacedLabel extends Rect {
  readonly led: boolean
}

/** A straight line, by the names of its SVG element's attributes. */
interface Line {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** The line that leads from a mark to its label. */
export const leaderOf = ({ x, y }: Pick<Labelled, 'x' | 'y'>, label: Rect): Line => ({
  x1: x,
  y1: y,
  x2: clamp(x, label.x, label.x + label.width),
  y2: clamp(y, label.y, label.y + label.height),
})

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const inside = (a: Rect, b: Rect) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height

/** True where some of a line lies in a box. Source: https://en.wikipedia.org/wiki/Liang-Barsky_algorithm */
function crosses({ x1, y1, x2, y2 }: Line, { x, y, width, height }: Rect): boolean {
  let from = 0
  let to = 1
  for (const [start, way, low, high] of [
    [x1, x2 - x1, x, x + width],
    [y1, y2 - y1, y, y + height],
  ] as const) {
    if (way === 0) {
      if (start <= low || start >= high) return false
      continue
    }
    const ends = [(low - start) / way, (high - start) / way]
    from = Math.max(from, Math.min(...ends))
    to = Math.min(to, Math.max(...ends))
  }
  return from < to
}

/**
 * A place for every label: no two overlap, none lies on a mark, an obstacle or a line that leads to another label, all
 * are inside the room. Null for a label for which no place is left. Labels are placed one after the other; of several
 * orders the one wins that places most of them, with the fewest lines, closest to their marks.
 */
export function placeLabels(
  marks: readonly Labelled[],
  obstacles: readonly Rect[],
  room: Rect,
  gap: number,
): (PlacedLabel | null)[] {
  const blocked = [...obstacles, ...marks.map(boxOf)]
  const given = marks.map((_, i) => i)
  const by = (of: (mark: Labelled) => number) =>
    given.toSorted((a, b) => of(marks[a] ?? nowhere) - of(marks[b] ?? nowhere))
  const orders = [given, given.toReversed(), by((m) => m.y), by((m) => -m.y), by((m) => -m.width), by((m) => m.x + m.y)]
  const tries = orders.map((order) => placeInOrder(marks, order, blocked, room, gap))
  return tries.reduce((best, other) => (other.cost < best.cost ? other : best)).labels
}

const nowhere: Labelled = { x: 0, y: 0, radius: 0, width: 0, height: 0 }

function placeInOrder(
  marks: readonly Labelled[],
  order: readonly number[],
  blocked: readonly Rect[],
  room: Rect,
  gap: number,
): { readonly labels: (PlacedLabel | null)[]; readonly cost: number } {
  const taken = [...blocked]
  const leaders: Line[] = []
  const labels: (PlacedLabel | null)[] = marks.map(() => null)
  let cost = 0
  for (const i of order) {
    const mark = marks[i] ?? nowhere
    let tried = 0
    const free = (box: PlacedLabel) =>
      inside(box, room) &&
      !taken.some((other) => overlap(box, other)) &&
      !leaders.some((leader) => crosses(leader, box)) &&
      !(box.led && labels.some((label) => label && crosses(leaderOf(mark, box), label)))
    for (const candidate of candidates(mark, gap)) {
      tried++
      if (!free(candidate)) continue
      taken.push(candidate)
      if (candidate.led) leaders.push(leaderOf(mark, candidate))
      labels[i] = candidate
      break
    }
    const led = labels[i]?.led ? 100 : 0
    cost += labels[i] ? tried + led : 1_000
  }
  return { labels, cost }
}

const boxOf = ({ x, y, radius }: Labelled): Rect => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
})

/** Angles as on a clock face, the most readable first: above, below, then the corners, then the sides. */
const angles = [-90, 90, -45, 45, -135, 135, 0, 180, -68, 68, -112, 112, 160, -160, 20, -20]

/** Beside the mark first, then on wider and wider rings around it. */
function* candidates({ x, y, radius, width, height }: Labelled, gap: number): Iterable<PlacedLabel> {
  for (let ring = 0; ring < 18; ring++) {
    const away = radius + gap + ring * 0.4 * height
    for (const angle of angles) {
      const across = Math.cos((angle * Math.PI) / 180)
      const down = Math.sin((angle * Math.PI) / 180)
      // The point of the label's edge that is nearest to the mark lies on the ring.
      yield {
        x: x + across * away + (across - 1) * (width / 2),
        y: y + down * away + (down - 1) * (height / 2),
        width,
        height,
        led: ring > 2,
      }
    }
  }
}
