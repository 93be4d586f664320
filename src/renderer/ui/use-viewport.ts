import { useSyncExternalStore } from 'react'

export interface Viewport {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

/** The window's inside; known without any element being measured. */
export function useViewport(): Viewport {
  return useSyncExternalStore(subscribe, read)
}

let last: Viewport = { width: 0, height: 0 }

/** The same object while nothing has changed, as React asks. */
function read(): Viewport {
  const { innerWidth: width, innerHeight: height } = window
  if (last.width !== width || last.height !== height) last = { width, height }
  return last
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}
