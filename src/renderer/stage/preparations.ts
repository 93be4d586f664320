import type { StickyCache } from '../../shared/sticky-cache'
import type { Scene } from '../scenes/scene'

/** Which scenes have fetched what they need besides their topics. */
export interface Preparations {
  /** True where the scene's picture can be painted. */
  ready(scene: Scene): boolean
  /** Prepares the scene, once. Never rejects. */
  prepare(scene: Scene, replica: StickyCache): Promise<void>
}

export function createPreparations(): Preparations {
  const begun = new Map<number, Promise<void>>()
  const done = new Set<number>()
  return {
    ready: (scene) => scene.prepare === undefined || done.has(scene.n),
    prepare(scene, replica) {
      if (!scene.prepare) return Promise.resolve()
      const known = begun.get(scene.n)
      if (known) return known
      const preparing = scene.prepare(replica).then(() => void done.add(scene.n))
      begun.set(scene.n, preparing)
      return preparing
    },
  }
}
