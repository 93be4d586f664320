import { ease, GLIDE_MS } from '../../ui/use-glide'
import type { LiveLayout } from './layout'

/** How far a lane still is from its place, in pixels at `startedAt`; it closes in within `GLIDE_MS`. */
export interface Slide {
  /** Offset of the newest cell that the lane showed. */
  readonly newest: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  /** Milliseconds of the animation's clock. */
  readonly startedAt: number
}

export type Slides = ReadonlyMap<string, Slide>

/** Slots that cells travel at most: after a burst they jump the rest. */
const FARTHEST = 6

/** Where every lane has to come from, now that the picture is laid out anew: cells by what arrived, lanes by their move. */
export function nextSlides(before: Slides, { lanes }: LiveLayout, now: number): Slides {
  return new Map(
    lanes.map(({ lane, y, slot }) => {
      const newest = lane.cells.at(-1)?.id ?? 0
      const old = before.get(lane.host)
      if (!old) return [lane.host, { newest, y, dx: 0, dy: 0, startedAt: now }]
      const left = remaining(old, now)
      const arrived = lane.cells.length - 1 - lane.cells.findLastIndex((cell) => cell.id <= old.newest)
      if (arrived === 0 && y === old.y) return [lane.host, { ...old, newest }]
      const dx = Math.min(FARTHEST * slot, left.dx + arrived * slot)
      return [lane.host, { newest, y, dx, dy: left.dy + old.y - y, startedAt: now }]
    }),
  )
}

/** What is left of the way at `now`. */
export function remaining({ dx, dy, startedAt }: Slide, now: number): { readonly dx: number; readonly dy: number } {
  const left = 1 - ease((now - startedAt) / GLIDE_MS)
  return { dx: dx * left, dy: dy * left }
}

/** True while any lane is on its way. */
export function isSliding(slides: Slides, now: number): boolean {
  for (const slide of slides.values()) {
    if ((slide.dx !== 0 || slide.dy !== 0) && now - slide.startedAt < GLIDE_MS) return true
  }
  return false
}
