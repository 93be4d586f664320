import type { Cloud } from './cloud'
import type { Look } from './look'
import type { Projection } from './projection'

/** Paints points on a canvas of its own. Given the same values, every painter paints the same picture. */
export interface Painter {
  readonly canvas: HTMLCanvasElement
  /** Paints now, in the projection's size; the canvas holds the picture when it returns. */
  draw(cloud: Cloud, look: Look, projection: Projection): void
  dispose(): void
}
