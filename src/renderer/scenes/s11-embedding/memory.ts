import { type Camera, restingCamera } from './camera'
import { type Choice, firstChoice } from './choice'

/** What somebody did to the picture, kept between two visits of the scene. */
export interface Memory {
  camera: Camera
  choice: Choice
}

export function createMemory(): Memory {
  return { camera: restingCamera, choice: firstChoice }
}
