import { type PointerEvent, useEffect, useRef, useState } from 'react'

export interface PointerPlace {
  /** CSS pixels from the element's top left corner. */
  readonly x: number
  readonly y: number
}

interface PointerProps {
  onPointerMove(event: PointerEvent<HTMLElement>): void
  onPointerDown(event: PointerEvent<HTMLElement>): void
  onPointerLeave(event: PointerEvent<HTMLElement>): void
}

/**
 * Where a picture is pointed at: under the mouse while it is there, or where a finger tapped last, until it taps
 * elsewhere on the page. Null, and no listeners, where `active` is false.
 */
export function usePointer(active: boolean): {
  readonly at: PointerPlace | null
  readonly props: Partial<PointerProps>
} {
  const [at, setAt] = useState<PointerPlace | null>(null)
  const tapped = useRef<HTMLElement | null>(null)
  const pointed = active && at !== null
  useEffect(() => {
    if (!pointed) return
    const leave = (event: globalThis.PointerEvent) => {
      if (event.target instanceof Node && !tapped.current?.contains(event.target)) setAt(null)
    }
    window.addEventListener('pointerdown', leave)
    return () => window.removeEventListener('pointerdown', leave)
  }, [pointed])
  if (!active) return { at: null, props: {} }
  const read = (event: PointerEvent<HTMLElement>) => {
    tapped.current = event.currentTarget
    const box = event.currentTarget.getBoundingClientRect()
    // A stage that is scaled as one piece has a box of another size than its own pixels.
    const scale = box.width > 0 ? event.currentTarget.offsetWidth / box.width : 1
    setAt({ x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale })
  }
  return {
    at,
    props: {
      onPointerDown: read,
      onPointerMove: (event) => {
        if (event.pointerType !== 'touch') read(event)
      },
      onPointerLeave: (event) => {
        if (event.pointerType !== 'touch') setAt(null)
      },
    },
  }
}
