import { clamp, median } from '../../ui/numbers'
/**
 * How many points a frame may have while the picture moves, learnt from what frames cost. Pure: a value in, a value out.
 * A decision is made of several frames, so that one that another program held up changes nothing; what was once too much
 * is not tried again soon, so that it does not swing to and fro.
 */
export interface Pace {
  /** Points that a frame can have in time, as far as is known. */
  readonly points: number
  /** More was too much lately. */
  readonly ceiling: number
  /** Decisions since then that changed nothing. */
  readonly held: number
  /** How much of their time the frames since the last decision took; 1 is all of it. */
  readonly loads: readonly number[]
  /** The last frame had every point there is. */
  readonly whole: boolean
}

/** A frame that was painted while the picture moved. */
export interface PacedFrame {
  readonly drawn: number
  readonly total: number
  /** What painting took of the page's thread, in milliseconds. */
  readonly paintMs: number
  /** From this frame to the next one that the browser offered, in milliseconds; null where that says nothing. */
  readonly frameMs: number | null
  /** False where painting goes on elsewhere after it was called, as on a GPU: only the frame as a whole tells. */
  readonly waits: boolean
}

/** Of the page's thread, in a frame: less than a 60th of a second, the rest is for everybody else. */
const PAINT_MS = 14
/** A frame in all: below a 30th of a second with some room. */
const FRAME_MS = 28

/** A long frame of which painting took less than this is somebody else's: fewer points would not mend it. */
const BLAME = 0.25

const LOW = 0.7
const AIM = 0.9
const HIGH = 1.1
/** Frames like this are not waited for. */
const FAR_TOO_HIGH = 1.6
const FRAMES = 4
const FEWEST_FRAMES = 3
/** At most so much at once: costs are not quite proportional to points. */
const STEP = { down: 0.25, up: 1.25 }
/** After so many decisions more than the ceiling is tried: soon where most of the time is left, as something else had slowed it down. */
const PATIENCE = { tight: 30, ample: 2 }
const AMPLE = 0.4
const RELAXED = { tight: 1.2, ample: 1.5 }
const BOUNDS = { least: 10_000, most: 50_000_000 }

/** Parts of all points from which on, and down to which, all are drawn. What turns slowly may take longer a frame. */
const WHOLE = { gesture: { from: 0.85, downTo: 0.65 }, drift: { from: 0.55, downTo: 0.43 } } as const

export function startPace(points: number): Pace {
  return { points, ceiling: BOUNDS.most, held: 0, loads: [], whole: false }
}

/** How many of `total` points the next frame gets: few left out would be seen to come and go, and save nothing. */
export function pointsFor({ points, whole }: Pace, total: number, motion: keyof typeof WHOLE): number {
  const { from, downTo } = WHOLE[motion]
  return points >= total * (whole ? downTo : from) ? total : Math.floor(points)
}

export function paced(pace: Pace, frame: PacedFrame): Pace {
  const { drawn, total } = frame
  const whole = drawn >= total
  const loads = [...pace.loads, loadOf(frame)]
  const urgent = loads.length >= FEWEST_FRAMES && loads.every((load) => load > FAR_TOO_HIGH)
  if (loads.length < FRAMES && !urgent) return { ...pace, loads, whole }
  const load = Math.max(median(loads) ?? 0, 0.01)
  const decided = { ...pace, loads: [], whole }
  const fit = drawn * (AIM / load)
  if (load > HIGH) {
    const points = bounded(Math.max(fit, drawn * STEP.down))
    return { ...decided, points, ceiling: points, held: 0 }
  }
  // With all of them drawn nothing was tried out that could have been too much.
  if (whole) return { ...decided, points: bounded(Math.max(pace.points, fit)) }
  const more = Math.min(load < LOW ? Math.min(fit, drawn * STEP.up) : drawn, pace.ceiling)
  if (more >= drawn + 1) return { ...decided, points: bounded(more) }
  const room = (frame.waits ? frame.paintMs / PAINT_MS : load) < AMPLE ? 'ample' : 'tight'
  if (pace.held + 1 < PATIENCE[room]) return { ...decided, held: pace.held + 1 }
  return { ...decided, held: 0, ceiling: Math.min(pace.ceiling * RELAXED[room], BOUNDS.most) }
}

function loadOf({ paintMs, frameMs, waits }: PacedFrame): number {
  const paint = paintMs / PAINT_MS
  if (frameMs === null || (waits && paintMs < frameMs * BLAME)) return paint
  return Math.max(paint, frameMs / FRAME_MS)
}

function bounded(points: number): number {
  return clamp(points, BOUNDS.least, BOUNDS.most)
}
