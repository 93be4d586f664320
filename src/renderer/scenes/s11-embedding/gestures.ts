import { type Dispose, once } from '../../../shared/dispose'
import { type Camera, panned, restingCamera, turned, zoomed } from './camera'
import { type Projection, screenOffset, zoomOffset } from './projection'

export interface Gestures {
  readonly move: (change: (camera: Camera, projection: Projection) => Camera) => void
  /** The pointer in CSS pixels of the element; null when it left or drags. */
  readonly point: (at: { readonly x: number; readonly y: number } | null) => void
}

/** Radians that a drag over the element's whole height turns. */
const TURN = Math.PI
/** CSS pixels within which a press is a tap. */
const TAP = 6

/** Turns drags, wheels and pinches on an element into camera movements. */
export function listenForGestures(element: HTMLElement, { move, point }: Gestures): Dispose {
  const fingers = new Map<number, { x: number; y: number }>()
  let pressed: { x: number; y: number } | null = null

  const local = (event: MouseEvent) => {
    const box = element.getBoundingClientRect()
    // The stage may be scaled as one piece: the box is then of another size than the element's own pixels.
    const scale = box.width > 0 ? element.offsetWidth / box.width : 1
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
  }
  const drag = (dx: number, dy: number, pans: boolean) => {
    const height = element.offsetHeight || 1
    move((camera, view) => {
      if (!pans) return turned(camera, (-dx / height) * TURN, (dy / height) * TURN)
      const pixels = view.height / height
      return panned(camera, screenOffset(view, -dx * pixels, -dy * pixels))
    })
  }

  const zoom = (factor: number, at: { x: number; y: number }) => {
    const pixels = (view: Projection) => view.height / (element.offsetHeight || 1)
    move((camera, view) => {
      const next = zoomed(camera, factor)
      return panned(next, zoomOffset(view, at.x * pixels(view), at.y * pixels(view), next.zoom / camera.zoom))
    })
  }

  const listeners = {
    pointerdown(event: PointerEvent) {
      if (fingers.size >= 2) return
      fingers.set(event.pointerId, local(event))
      element.setPointerCapture(event.pointerId)
      pressed = fingers.size === 1 ? local(event) : null
    },
    pointermove(event: PointerEvent) {
      const now = local(event)
      const before = fingers.get(event.pointerId)
      if (!before) return event.pointerType === 'touch' ? undefined : point(now)
      if (pressed && Math.hypot(now.x - pressed.x, now.y - pressed.y) < TAP) return
      if (pressed) point(null)
      pressed = null
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
      fingers.set(event.pointerId, now)
      if (!other) return drag(now.x - before.x, now.y - before.y, event.shiftKey || event.buttons === 2)
      const spread =
        Math.hypot(now.x - other.x, now.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1)
      zoom(spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
      // Each of two fingers carries half of the movement.
      drag((now.x - before.x) / 2, (now.y - before.y) / 2, true)
    },
    pointerup(event: PointerEvent) {
      fingers.delete(event.pointerId)
      if (pressed) point(pressed)
      pressed = null
    },
    pointercancel(event: PointerEvent) {
      fingers.delete(event.pointerId)
      pressed = null
    },
    pointerleave(event: PointerEvent) {
      if (event.pointerType !== 'touch') point(null)
    },
    contextmenu: (event: Event) => event.preventDefault(),
    dblclick: () => move(() => ({ ...restingCamera, touched: true })),
    wheel(event: WheelEvent) {
      event.preventDefault()
      point(null)
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1
      zoom(Math.exp((-event.deltaY * lines) / 480), local(event))
    },
  }
  const abort = new AbortController()
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener as EventListener, { signal: abort.signal, passive: false })
  }
  // A finger never leaves an element as a mouse does: it is done with it when it taps elsewhere.
  const tapped = (event: PointerEvent) => {
    if (event.target instanceof Node && !element.contains(event.target)) point(null)
  }
  window.addEventListener('pointerdown', tapped, { signal: abort.signal })
  return once(() => abort.abort())
}
