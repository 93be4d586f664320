import { topics } from '../../shared/topics'
import type { TalkFile } from '../config/talk-file'
import type { Still } from './still'

/** The scenes of a talk that have nothing to show, in its order: their pages would be empty. Pure. */
export function bareScenes({ drafts }: Still, { scenes }: TalkFile): readonly number[] {
  const shown = new Set<unknown>(drafts.map(({ type }) => topics[type].scene))
  return [...new Set(scenes.map(({ scene }) => scene))].filter((scene) => !shown.has(scene))
}
