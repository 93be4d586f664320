import { useEffect, useState } from 'react'

/** After so long without a movement nobody is pointing at anything. */
const IDLE_MS = 3_000

/** True while the pointer rests. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), IDLE_MS)
    const moved = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), IDLE_MS)
    }
    const listening = new AbortController()
    window.addEventListener('pointermove', moved, { signal: listening.signal, passive: true })
    window.addEventListener('pointerdown', moved, { signal: listening.signal, passive: true })
    return () => {
      clearTimeout(timer)
      listening.abort()
    }
  }, [])
  return idle
}
