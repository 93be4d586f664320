import type { StickyCache } from '../../shared/sticky-cache'
import { type TopicName, topics } from '../../shared/topics'
import type { Scene } from '../scenes/scene'
import { type Vintage, vintageOf } from './freshness'

/** A scene's view of the replica, and how old it is. */
export interface SceneView {
  readonly view: unknown
  readonly vintage: Vintage
}

/** Views of scenes, made anew only when one of their topics shows something else. */
export type Views = (scene: Scene, replica: StickyCache, now: number) => SceneView

/** What depends on the time is looked at once in so long. */
const GRAIN_MS = 1_000

interface Known extends SceneView {
  readonly replica: StickyCache
  readonly key: string
}

export function createViews(): Views {
  const known = new WeakMap<Scene, Known>()
  return (scene, replica, now) => {
    const key = keyOf(scene.topics, replica, now)
    const last = known.get(scene)
    if (last && last.replica === replica && last.key === key) return last
    const made = { view: scene.select(replica, now), vintage: vintageOf(replica, scene.topics), replica, key }
    known.set(scene, made)
    return made
  }
}

function keyOf(names: readonly TopicName[], replica: StickyCache, now: number): string {
  // What a TTL hides goes while nothing comes.
  const shown = names.map((name) => `${replica.revision(name)}/${replica.read(name, now).length}`).join()
  // So do the rates of a topic that speaks regularly.
  const hasRates = names.some((name) => topics[name].cadence_s !== null)
  return hasRates ? `${shown}@${Math.floor(now / GRAIN_MS)}` : shown
}
