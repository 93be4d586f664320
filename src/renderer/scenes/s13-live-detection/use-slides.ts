import { useLayoutEffect, useRef, useState } from 'react'
import type { LiveLayout } from './layout'
import { isSliding, nextSlides, type Slides } from './slide'

const atRest: Slides = new Map()

/** The lanes' ways and the time that they are drawn for; renders in every frame while a lane is on its way, and else never. */
export function useSlides(layout: LiveLayout, still: boolean): { readonly slides: Slides; readonly now: number } {
  const slides = useRef(atRest)
  const [now, setNow] = useState(0)
  // Before the browser paints: what has just arrived must not be seen in its place before it glides there.
  useLayoutEffect(() => {
    const begin = performance.now()
    slides.current = still ? atRest : nextSlides(slides.current, layout, begin)
    setNow(begin)
    if (!isSliding(slides.current, begin)) return
    let frame = requestAnimationFrame(function advance() {
      const time = performance.now()
      setNow(time)
      if (isSliding(slides.current, time)) frame = requestAnimationFrame(advance)
    })
    return () => cancelAnimationFrame(frame)
  }, [layout, still])
  return { slides: slides.current, now }
}
