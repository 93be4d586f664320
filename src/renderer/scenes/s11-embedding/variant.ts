import type { Dispose } from '../../../shared/dispose'
import { SMALL_SCREENS } from '../../../shared/embedding-sample'

/** How much of an embedding a page fetches. */
export type Variant = 'all' | 'sample'

/**
 * A small screen gets a sample, and so does who asked the browser to save data. A shell, or a page that was saved, has
 * all points beside it.
 */
export function variantHere(page: Window = window): Variant {
  if (page.lectern) return 'all'
  return page.matchMedia(SMALL_SCREENS).matches || savesData(page.navigator) ? 'sample' : 'all'
}

/** Calls when the screen has become small, or large: a tablet that is turned. */
export function watchVariant(changed: () => void): Dispose {
  const media = window.matchMedia(SMALL_SCREENS)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** Chromium's alone: https://wicg.github.io/netinfo/#savedata-attribute */
function savesData(navigator: object): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : null
  return (
    typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true
  )
}
