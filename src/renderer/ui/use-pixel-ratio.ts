import { useSyncExternalStore } from 'react'

/** Device pixels per CSS pixel, at most 3: beyond that no eye gains and every canvas costs. */
export function usePixelRatio(): number {
  return useSyncExternalStore(subscribe, read)
}

const read = () => Math.min(3, window.devicePixelRatio || 1)

/** A media query knows one ratio only; zooming or another display also fires `resize`, whatever the ratio. */
function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}
