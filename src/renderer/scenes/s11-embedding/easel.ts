import { type Dispose, disposeAll } from '../../../shared/dispose'
import type { Theme } from '../../ui/palette'
import { type Camera, drifted } from './camera'
import { createOverlay, hang } from './canvases'
import type { Cloud } from './cloud'
import type { Look } from './look'
import type { Memory } from './memory'
import type { Marks } from './overlay'
import { paced, pointsFor, startPace } from './pace'
import type { Painter } from './painter'
import { type Projection, project, type Viewport } from './projection'

/** All that a picture is made of but the camera. */
export interface Scenery {
  readonly cloud: Cloud
  /** Points of the cloud by now: it grows in place. */
  readonly points: number
  readonly look: Look
  readonly viewport: Viewport
  /** Text unit in device pixels. */
  readonly unit: number
  readonly theme: Theme
  /** May the camera drift while nobody has touched it. */
  readonly drifts: boolean
}

/**
 * Holds canvases, paints them once per animation frame where something changed, and moves the camera. While the picture
 * changes it has as many points as there is time for; once it stands, all of them, painted in parts.
 */
export interface Easel {
  /** The first scenery is painted at once, later ones in the next animation frame. */
  show(scenery: Scenery): void
  mark(marks: Marks): void
  move(change: (camera: Camera, projection: Projection) => Camera): void
  /** As it was painted last. */
  projection(): Projection | null
  /** Paints with another painter, and shows its canvas once it has painted. */
  use(painter: Painter): void
  dispose: Dispose
}

export interface EaselDeps {
  readonly host: HTMLElement
  readonly painter: Painter
  readonly memory: Memory
  /** Never more points than this: for small pictures. */
  readonly most?: number
}

/** Of all time, painting a drift may take this part: the rest is everybody else's. */
const PAINT_SHARE = 0.5
/** The picture stands this long before it drifts: nothing moves while points are loaded and another painter takes over. */
const REST_MS = 4_000
/** A drift that stood still, as in a hidden tab, does not jump. */
const MAX_STEP_S = 0.1
/** A hand that holds still so long has stopped. */
const SETTLE_MS = 120
/** Of a frame, for the points that were left out: input is answered in between. */
const SLICE_MS = 8
/** A frame that took longer was not waited for: the page was hidden. */
const LONGEST_FRAME_MS = 2_000

export function createEasel({ host, painter: first, memory, most = Infinity }: EaselDeps): Easel {
  let painter = first
  let scenery: Scenery | null = null
  let projection: Projection | null = null
  let marks: Marks = { live: [], hover: null }
  /** What has to be painted anew; only of a movement, other frames have work of their own, is the time taken. */
  let stale: 'nothing' | 'marks' | 'points' | 'camera' = 'nothing'
  let pace = startPace(painter.opening)
  let drawn = 0
  let whole: { readonly points: number; readonly goOn: (ms: number) => boolean } | null = null
  let born = 0
  let request = 0
  let last = { at: 0, cost: 0, measured: true }
  const overlay = createOverlay(host)

  const there = (shown: Scenery) => Math.min(shown.cloud.length, most)

  /** `at` is when the browser's frame began, for one that is to be measured. */
  const paint = (points: number, at: number | null) => {
    if (!scenery) return
    stale = 'nothing'
    whole = null
    const started = performance.now()
    projection = project(memory.camera, scenery.cloud.half, scenery.viewport)
    painter.draw({ ...scenery, projection }, points)
    painted(points, projection, scenery)
    last = { at: at ?? started, cost: performance.now() - started, measured: at === null }
  }
  const painted = (points: number, view: Projection, shown: Scenery) => {
    drawn = points
    overlay.draw(marks, view, shown)
    hang(host, painter.canvas)
    host.dataset.drawn = String(points)
  }
  const inTime = (shown: Scenery, motion: 'gesture' | 'drift') =>
    Math.min(pointsFor(pace, shown.cloud.capacity, motion), there(shown))

  /** Paints some more of what was left out; the canvas shows it when it is whole. */
  const goOn = (shown: Scenery, view: Projection) => {
    const points = there(shown)
    whole ??= { points, goOn: painter.begin({ ...shown, projection: view }, points) }
    if (!whole.goOn(SLICE_MS)) return
    painted(whole.points, view, shown)
    whole = null
  }

  const measure = (now: number, shown: Scenery) => {
    if (last.measured) return
    last.measured = true
    const frameMs = now - last.at
    const frame = { drawn, total: shown.cloud.capacity, paintMs: last.cost, waits: painter.waits }
    pace = paced(pace, { ...frame, frameMs: frameMs < LONGEST_FRAME_MS ? frameMs : null })
  }

  const frame = (now: number) => {
    request = 0
    if (!scenery) return
    measure(now, scenery)
    const sincePaint = now - last.at
    const drifts = scenery.drifts && !memory.camera.touched
    if (drifts && now - born >= REST_MS && sincePaint * PAINT_SHARE >= last.cost) {
      memory.camera = drifted(memory.camera, Math.min(sincePaint / 1000, MAX_STEP_S))
      stale = 'camera'
    }
    const motion = drifts ? 'drift' : 'gesture'
    if (stale === 'points' || stale === 'camera') paint(inTime(scenery, motion), stale === 'camera' ? now : null)
    else if (stale === 'marks' && projection) overlay.draw(marks, projection, scenery)
    if (stale === 'marks') stale = 'nothing'
    if (drawn < there(scenery) && projection && now - last.at >= SETTLE_MS) goOn(scenery, projection)
    if (drifts || !last.measured || drawn < there(scenery)) ask()
  }
  const ask = () => {
    if (request === 0) request = requestAnimationFrame(frame)
  }
  const soon = (what: 'marks' | 'points' | 'camera') => {
    if (what === 'points' || stale === 'nothing' || stale === 'marks') stale = what
    ask()
  }
  // Who reads the canvas asks for it first: a GPU's is empty again after the task that painted it.
  const paintNow = () => scenery && paint(there(scenery), null)
  host.addEventListener('paintnow', paintNow)

  return {
    show(next) {
      const before = scenery
      scenery = next
      if (before) return looksAlike(before, next) ? ask() : soon('points')
      born = performance.now()
      // Not measured: code that runs for the first time is slow.
      paint(inTime(next, 'drift'), null)
      ask()
    },
    mark(next) {
      marks = next
      soon('marks')
    },
    move(change) {
      if (!projection) return
      memory.camera = change(memory.camera, projection)
      soon('camera')
    },
    projection: () => projection,
    use(next) {
      painter = next
      pace = startPace(painter.opening)
      if (!scenery) return
      paint(inTime(scenery, 'drift'), null)
      ask()
    },
    dispose: disposeAll([
      () => cancelAnimationFrame(request),
      () => host.removeEventListener('paintnow', paintNow),
      overlay.dispose,
    ]),
  }
}

/** True where the points of both look the same: a pointer over the picture, say, only ends the drift. */
function looksAlike(a: Scenery, b: Scenery): boolean {
  return a.cloud === b.cloud && a.points === b.points && a.look === b.look && a.viewport === b.viewport
}
