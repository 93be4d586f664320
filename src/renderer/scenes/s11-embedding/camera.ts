import { clamp } from '../../ui/numbers'
import type { SceneAction } from '../scene'
import type { Vec3 } from './cloud'

/** Where the viewer stands, in multiples of the cloud's size, so that it stays good when the cloud changes. */
export interface Camera {
  /** Around the upright axis, radians. */
  readonly yaw: number
  /** Above the horizon, radians. */
  readonly pitch: number
  /** 1 shows the whole cloud; 2 stands half as far away. */
  readonly zoom: number
  /** What stands in the middle of the picture, relative to the cloud's centre, in multiples of its radius. */
  readonly target: Vec3
  /** Somebody moved it: it does not move by itself any more. */
  readonly touched: boolean
}

export const restingCamera: Camera = { yaw: 0.55, pitch: 0.38, zoom: 1, target: [0, 0, 0], touched: false }

const MAX_PITCH = 1.5
const MIN_ZOOM = 0.5
const MAX_ZOOM = 24
const MAX_PAN = 1.2
/** Radians a second of the slow orbit: once around in about two minutes. */
const ORBIT_SPEED = 0.05

/** Turns by angles in radians. */
export function turned(camera: Camera, yaw: number, pitch: number): Camera {
  return {
    ...camera,
    yaw: (camera.yaw + yaw) % (2 * Math.PI),
    pitch: clamp(camera.pitch + pitch, -MAX_PITCH, MAX_PITCH),
    touched: true,
  }
}

/** `factor` above 1 goes nearer. */
export function zoomed(camera: Camera, factor: number): Camera {
  return { ...camera, zoom: clamp(camera.zoom * factor, MIN_ZOOM, MAX_ZOOM), touched: true }
}

/** Moves the target along an offset in multiples of the cloud's radius. */
export function panned(camera: Camera, offset: Vec3): Camera {
  const moved = (axis: 0 | 1 | 2) => clamp(camera.target[axis] + offset[axis], -MAX_PAN, MAX_PAN)
  return { ...camera, target: [moved(0), moved(1), moved(2)], touched: true }
}

/** Where the slow orbit is after so many seconds; a touched camera stays. */
export function drifted(camera: Camera, seconds: number): Camera {
  return camera.touched ? camera : { ...camera, yaw: (camera.yaw + seconds * ORBIT_SPEED) % (2 * Math.PI) }
}

const KEY_TURN = 0.12
const KEY_ZOOM = 1.15

/** What the scene's keys do to the camera. */
export const cameraSteps: Partial<Record<SceneAction, (camera: Camera) => Camera>> = {
  'turn-left': (camera) => turned(camera, -KEY_TURN, 0),
  'turn-right': (camera) => turned(camera, KEY_TURN, 0),
  'turn-up': (camera) => turned(camera, 0, KEY_TURN),
  'turn-down': (camera) => turned(camera, 0, -KEY_TURN),
  nearer: (camera) => zoomed(camera, KEY_ZOOM),
  farther: (camera) => zoomed(camera, 1 / KEY_ZOOM),
}
