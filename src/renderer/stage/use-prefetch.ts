import { useEffect } from 'react'
import type { Scene } from '../scenes/scene'
import { useDashboard } from '../store/use-dashboard'
import { fetchScan } from './code'
import type { Preparations } from './preparations'

/** After the first picture, this long, so that nothing competes with it. */
const REST_MS = 300

/** Prepares what may be next: on a stage all scenes and the audience's code, on a phone, which pays for its data, the one after. */
export function usePrefetch(
  talk: readonly Scene[],
  current: Scene,
  reach: 'near' | 'all',
  preparations: Preparations,
  complete: boolean,
): void {
  const cache = useDashboard((state) => state.cache)
  useEffect(() => {
    if (!complete) return
    const next = talk[talk.indexOf(current) + 1]
    const wanted = reach === 'all' ? talk : next ? [next] : []
    const timer = setTimeout(() => {
      for (const scene of wanted) void preparations.prepare(scene, cache)
      if (reach === 'all') fetchScan()
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [talk, current, reach, preparations, complete, cache])
}
