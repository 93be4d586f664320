import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listenForGestures } from './gestures'

/** As much of a document's element as gestures need, so that they run without a page. */
class Element extends EventTarget {
  readonly offsetWidth = 100
  readonly offsetHeight = 100
  contains = (other: EventTarget) => other === this
  getBoundingClientRect = () => ({ left: 0, top: 0, width: 100, height: 100 })
  setPointerCapture = () => {}
}

const window = new EventTarget()
beforeEach(() => {
  vi.stubGlobal('window', window)
  vi.stubGlobal('Node', Element)
})
afterEach(() => vi.unstubAllGlobals())

/** A finger's event at a target, and then, as it bubbles, at the window. */
function touch(type: string, target: Element): void {
  const event = Object.assign(new Event(type), { pointerId: 1, pointerType: 'touch', clientX: 40, clientY: 30 })
  target.dispatchEvent(event)
  const bubbled = Object.assign(new Event(type), { pointerId: 1, pointerType: 'touch' })
  Object.defineProperty(bubbled, 'target', { value: target })
  window.dispatchEvent(bubbled)
}

it('[SCATTER-26] a tap points at what is there, and a tap anywhere else on the page at nothing', () => {
  const [points, legend] = [new Element(), new Element()]
  const point = vi.fn()
  const stop = listenForGestures(points as unknown as HTMLElement, { move: () => {}, point })
  touch('pointerdown', points)
  touch('pointerup', points)
  expect(point.mock.calls).toEqual([[{ x: 40, y: 30 }]])
  touch('pointerdown', legend)
  expect(point).toHaveBeenLastCalledWith(null)
  stop()
  touch('pointerdown', legend)
  expect(point).toHaveBeenCalledTimes(2)
})
