import { useLayoutEffect } from 'react'
import { type Correction, isNeutral } from '../../shared/correction'

/** Lays the projector's correction over the page, before the browser paints it. */
export function useCorrection(correction: Correction): void {
  const filter = filterOf(correction)
  useLayoutEffect(() => {
    // On the root alone a filter leaves what is fixed where it is, and reaches the page's background.
    document.documentElement.style.filter = filter
    return () => {
      document.documentElement.style.filter = ''
    }
  }, [filter])
}

/** As CSS; empty where there is nothing to correct, because a filter costs every frame. */
export function filterOf(correction: Correction): string {
  const { brightness, contrast, saturation } = correction
  return isNeutral(correction) ? '' : `brightness(${brightness}) contrast(${contrast}) saturate(${saturation})`
}
