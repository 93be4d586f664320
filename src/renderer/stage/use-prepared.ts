import { useEffect, useState } from 'react'
import type { Scene } from '../scenes/scene'
import { useDashboard } from '../store/use-dashboard'
import type { Preparations } from './preparations'

/** True once the scene's picture can be painted; asks for what is missing. */
export function usePrepared(scene: Scene, preparations: Preparations): boolean {
  const cache = useDashboard((state) => state.cache)
  const known = useDashboard((state) => state.complete)
  const [, again] = useState(0)
  const ready = preparations.ready(scene)
  useEffect(() => {
    if (ready || !known) return
    let gone = false
    void preparations.prepare(scene, cache).then(() => {
      if (!gone) again((times) => times + 1)
    })
    return () => {
      gone = true
    }
  }, [ready, known, scene, cache, preparations])
  return ready
}
