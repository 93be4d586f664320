import { type Dispose, once } from '../../../shared/dispose'
import type { Theme } from '../../ui/palette'
import { drawMarks, type Marks } from './overlay'
import type { Projection } from './projection'

/** The canvas of the marks: in the tree only while it has something on it. */
export function createOverlay(host: HTMLElement): {
  draw(marks: Marks, view: Projection, look: { readonly unit: number; readonly theme: Theme }): void
  readonly dispose: Dispose
} {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  return {
    draw(marks, view, { unit, theme }) {
      if (!context || (marks.live.length === 0 && !marks.hover)) return canvas.remove()
      if (canvas.width !== view.width || canvas.height !== view.height) {
        canvas.width = view.width
        canvas.height = view.height
      }
      drawMarks(context, marks, { view, unit, theme })
      if (canvas.parentNode !== host) host.append(canvas)
    },
    dispose: once(() => canvas.remove()),
  }
}

/** Puts a painter's canvas in the place of the one before, under everything else. */
export function hang(host: HTMLElement, canvas: HTMLCanvasElement): void {
  const before = host.querySelector('canvas[data-points]')
  if (before === canvas) return
  before?.remove()
  canvas.dataset.points = ''
  canvas.style.visibility = 'visible'
  host.prepend(canvas)
}
