import { type Dispose, once } from '../../../shared/dispose'
import type { SceneAction } from '../scene'

/** Brings what keys ask of the scene to its pictures that can be touched, while there are any. */
export interface Keys {
  press(action: SceneAction): void
  listen(pressed: (action: SceneAction) => void): Dispose
}

export function createKeys(): Keys {
  const listeners = new Set<(action: SceneAction) => void>()
  return {
    press(action) {
      for (const pressed of listeners) pressed(action)
    },
    listen(pressed) {
      listeners.add(pressed)
      return once(() => listeners.delete(pressed))
    },
  }
}
