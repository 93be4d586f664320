import type { Cloud } from './cloud'
import type { Look } from './look'
import type { Projection } from './projection'

/** What is painted: a cloud, how it looks, and from where it is seen. */
export interface View {
  readonly cloud: Cloud
  readonly look: Look
  readonly projection: Projection
}

/** Paints points on a canvas of its own. Given the same values, every painter paints the same picture. */
export interface Painter {
  readonly canvas: HTMLCanvasElement
  /** Points that a slow machine paints in a frame, as long as nothing was measured. */
  readonly opening: number
  /** True where a picture is painted when `draw` returns, and not only begun elsewhere. */
  readonly waits: boolean
  /** Paints the first `points` now, in the projection's size; the canvas holds the picture when it returns. */
  draw(view: View, points: number): void
  /**
   * Begins to paint the first `points`, while the canvas shows what it showed. Each call of the answer works for about
   * `ms` milliseconds, and says whether the canvas holds the picture. Whatever is painted next drops it.
   */
  begin(view: View, points: number): (ms: number) => boolean
  dispose(): void
}
