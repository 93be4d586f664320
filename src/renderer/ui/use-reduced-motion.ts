import { useSyncExternalStore } from 'react'

const query = '(prefers-reduced-motion: reduce)'

/** True where the system asks for stillness. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(query)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
