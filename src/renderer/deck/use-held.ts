import { useContext, useState } from 'react'
import { stillStore } from '../store/still'
import { type Source, SourceContext } from '../store/use-dashboard'
import { createViews } from '../store/views'
import type { Navigation } from './navigation'

/** What a screen showed when it was frozen. */
export interface Held {
  readonly at: Navigation
  readonly source: Source
}

/** While `frozen`, what was shown when that began; data and the talk go on without it. A page that comes later holds what it comes with. */
export function useHeld(frozen: boolean, at: Navigation): Held | null {
  const source = useContext(SourceContext)
  const hold = () => source && { at, source: { store: stillStore(source.store.getState()), views: createViews() } }
  const [held, setHeld] = useState<Held | null>(() => (frozen ? hold() : null))
  if (frozen && !held) setHeld(hold())
  if (!frozen && held) setHeld(null)
  return frozen ? held : null
}
