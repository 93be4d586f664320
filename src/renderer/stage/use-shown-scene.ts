import { useEffect, useState } from 'react'
import type { Scene } from '../scenes/scene'

/** How long the old scene stays, fading, on top of the new one. */
const FADE_MS = 180
/** So long a scene that is still fetching what it needs is waited for. */
const PATIENCE_MS = 1_500

export interface ShownScene {
  readonly current: Scene
  /** The scene before, while it fades out above the current one. */
  readonly leaving: Scene | null
}

/** The scene to draw. It changes to `target` when that can be painted, so that no empty frame is ever shown. */
export function useShownScene(target: Scene, ready: boolean, still: boolean): ShownScene {
  const [shown, setShown] = useState<ShownScene>({ current: target, leaving: null })
  const [waitedFor, setWaitedFor] = useState<Scene | null>(null)
  const may = ready || waitedFor === target
  if (may && shown.current !== target) setShown({ current: target, leaving: still ? null : shown.current })

  useEffect(() => {
    if (may) return
    const timer = setTimeout(() => setWaitedFor(target), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [may, target])

  const { leaving } = shown
  useEffect(() => {
    if (!leaving) return
    const timer = setTimeout(() => setShown(({ current }) => ({ current, leaving: null })), FADE_MS)
    return () => clearTimeout(timer)
  }, [leaving])
  return shown
}
