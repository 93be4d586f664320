import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Scene } from '../scenes/scene'
import type { Dashboard, DashboardStore } from './dashboard'
import { type Freshness, freshnessOf } from './freshness'
import type { SceneView, Views } from './views'

/** What the page's components read from. */
export interface Source {
  readonly store: DashboardStore
  readonly views: Views
}

export const SourceContext = createContext<Source | null>(null)

function useSource(): Source {
  const source = useContext(SourceContext)
  if (!source) throw new Error('there is no SourceContext around this component')
  return source
}

/** A part of the page's state; the component renders when that part is another value. */
export function useDashboard<T>(select: (state: Dashboard) => T): T {
  return useStore(useSource().store, select)
}

/** The scene's view; another object only when one of its topics has changed. */
export function useView(scene: Scene): SceneView {
  const { store, views } = useSource()
  return useStore(store, (state) => views(scene, state.cache, state.now))
}

/** How old the view is, by the second. */
export function useFreshness({ vintage }: SceneView): Freshness {
  const second = useDashboard((state) => Math.floor(state.now / 1000))
  return freshnessOf(vintage, second * 1000)
}
