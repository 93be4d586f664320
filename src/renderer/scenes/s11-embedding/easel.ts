import { type Dispose, disposeAll } from '../../../shared/dispose'
import type { Theme } from '../../ui/palette'
import { type Camera, drifted } from './camera'
import type { Cloud } from './cloud'
import type { Look } from './look'
import type { Memory } from './memory'
import { drawMarks, type Marks } from './overlay'
import type { Painter } from './painter'
import { type Projection, project, type Viewport } from './projection'

/** All that a picture is made of but the camera. */
export interface Scenery {
  readonly cloud: Cloud
  readonly look: Look
  readonly viewport: Viewport
  /** Text unit in device pixels. */
  readonly unit: number
  readonly theme: Theme
  /** May the camera drift while nobody has touched it. */
  readonly drifts: boolean
}

/** Holds canvases, paints them once per animation frame where something changed, and moves the camera. */
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
}

/** Of all time, painting may take this part: the rest is everybody else's. */
const PAINT_SHARE = 0.5
/** The picture stands this long before it drifts: nothing moves while points are loaded and another painter takes over. */
const REST_MS = 4_000
/** A drift that stood still, as in a hidden tab, does not jump. */
const MAX_STEP_S = 0.1

export function createEasel({ host, painter: first, memory }: EaselDeps): Easel {
  let painter = first
  let scenery: Scenery | null = null
  let projection: Projection | null = null
  let marks: Marks = { live: [], hover: null }
  let dirty = false
  let born = 0
  let request = 0
  let last = { at: 0, cost: 0 }
  const overlay = createOverlay(host)

  const paint = () => {
    if (!scenery) return
    dirty = false
    const started = performance.now()
    projection = project(memory.camera, scenery.cloud.half, scenery.viewport)
    painter.draw(scenery.cloud, scenery.look, projection)
    overlay.draw(marks, projection, scenery)
    hang(host, painter.canvas)
    last = { at: started, cost: performance.now() - started }
  }

  const frame = (now: number) => {
    request = 0
    if (!scenery) return
    const sincePaint = now - last.at
    const drifts = scenery.drifts && !memory.camera.touched
    if (drifts && now - born >= REST_MS && sincePaint * PAINT_SHARE >= last.cost) {
      memory.camera = drifted(memory.camera, Math.min(sincePaint / 1000, MAX_STEP_S))
      dirty = true
    }
    if (dirty) paint()
    if (drifts) ask()
  }
  const ask = () => {
    if (request === 0) request = requestAnimationFrame(frame)
  }
  const soon = () => {
    dirty = true
    ask()
  }
  // Who reads the canvas asks for it first: a GPU's is empty again after the task that painted it.
  host.addEventListener('paintnow', paint)

  return {
    show(next) {
      const isFirst = !scenery
      scenery = next
      if (!isFirst) return soon()
      born = performance.now()
      paint()
      ask()
    },
    mark(next) {
      marks = next
      soon()
    },
    move(change) {
      if (!projection) return
      memory.camera = change(memory.camera, projection)
      soon()
    },
    projection: () => projection,
    use(next) {
      painter = next
      paint()
    },
    dispose: disposeAll([
      () => cancelAnimationFrame(request),
      () => host.removeEventListener('paintnow', paint),
      overlay.dispose,
    ]),
  }
}

/** In the tree only while it has something on it. */
function createOverlay(host: HTMLElement) {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  return {
    draw(marks: Marks, view: Projection, { unit, theme }: Scenery) {
      if (!context || (marks.live.length === 0 && !marks.hover)) return canvas.remove()
      if (canvas.width !== view.width || canvas.height !== view.height) {
        canvas.width = view.width
        canvas.height = view.height
      }
      drawMarks(context, marks, view, unit, theme)
      if (canvas.parentNode !== host) host.append(canvas)
    },
    dispose: () => canvas.remove(),
  }
}

/** Puts a painter's canvas in the place of the one before, under everything else. */
function hang(host: HTMLElement, canvas: HTMLCanvasElement): void {
  const before = host.querySelector('canvas[data-points]')
  if (before === canvas) return
  before?.remove()
  canvas.dataset.points = ''
  canvas.style.visibility = 'visible'
  host.prepend(canvas)
}
