import type { Cloud } from '../../src/renderer/scenes/s11-embedding/cloud'
import type { Look } from '../../src/renderer/scenes/s11-embedding/look'
import type { Projection } from '../../src/renderer/scenes/s11-embedding/projection'

/** What every contestant paints: the same points, seen by the same camera. */
export interface Task {
  readonly cloud: Cloud
  readonly look: Look
  readonly view: (yaw: number) => Projection
  /** Bytes of red, green, blue, alpha a point, for those who do not look colours up. */
  readonly colors: Uint8Array
}

export interface Contestant {
  readonly name: string
  /** Frames to measure: fewer for the slow. */
  readonly frames: number
  /** Paints one frame, and returns when its pixels are there. */
  frame(yaw: number): void
}

/** Reading a pixel is the one wait for a GPU that no driver may skip. */
export function waitForPixels(canvas: HTMLCanvasElement): void {
  const gl = canvas.getContext('webgl2')
  if (gl) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
  else canvas.getContext('2d')?.getImageData(0, 0, 1, 1)
}

export function newHost(): HTMLElement {
  const host = document.createElement('div')
  host.className = 'host'
  document.body.append(host)
  return host
}
