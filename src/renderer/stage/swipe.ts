import { type Dispose, once } from '../../shared/dispose'

interface Spot {
  readonly x: number
  readonly y: number
}

/** Least way of a swipe in CSS pixels. */
const LEAST = 56

/** What a finger's way means: level enough and long enough, it turns the page. */
export function swipeOf(from: Spot, to: Spot): 'next' | 'previous' | null {
  const dx = to.x - from.x
  const dy = to.y - from.y
  if (Math.abs(dx) < LEAST || Math.abs(dx) < 2 * Math.abs(dy)) return null
  return dx < 0 ? 'next' : 'previous'
}

/** Watches for swipes on the page. What begins in an element with `data-gesture="own"` is that element's. */
export function watchSwipes(swiped: (where: 'next' | 'previous') => void): Dispose {
  const listening = new AbortController()
  const options = { signal: listening.signal, passive: true }
  let from: Spot | null = null
  const touched = (event: TouchEvent) => {
    const touch = event.touches.length === 1 ? event.touches[0] : undefined
    const own = event.target instanceof Element && event.target.closest('[data-gesture="own"]') !== null
    from = touch && !own ? { x: touch.clientX, y: touch.clientY } : null
  }
  const left = (event: TouchEvent) => {
    const touch = event.changedTouches[0]
    const way = from && touch ? swipeOf(from, { x: touch.clientX, y: touch.clientY }) : null
    from = null
    if (way) swiped(way)
  }
  window.addEventListener('touchstart', touched, options)
  window.addEventListener('touchend', left, options)
  return once(() => listening.abort())
}
