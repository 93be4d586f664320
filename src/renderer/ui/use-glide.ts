import { useEffect, useRef, useState } from 'react'

/** How long a value takes to its new place. */
export const GLIDE_MS = 200

/** Cubic ease-out: fast first, no bounce. */
export const ease = (t: number): number => 1 - (1 - Math.min(1, Math.max(0, t))) ** 3

/** Each key on its way from `from` to `to`; a key without a `from` value starts at `enter`. */
export function glide<K extends string>(
  from: Readonly<Record<K, number>>,
  to: Readonly<Record<K, number>>,
  t: number,
  enter: (key: K, value: number) => number = (_, value) => value,
): Readonly<Record<K, number>> {
  const share = ease(t)
  const now: Record<K, number> = { ...to }
  for (const key of Object.keys(to) as K[]) {
    const start = from[key] ?? enter(key, to[key])
    now[key] = start + (to[key] - start) * share
  }
  return now
}

export interface GlideOptions<K extends string> {
  /** `frame.still`: values jump. */
  readonly still: boolean
  /** Where a key starts that was not there before; without it, at its value. A bar that is to grow starts at 0. */
  readonly enter?: (key: K, value: number) => number
}

/**
 * Values by key, gliding to `target` whenever one of them changes. The first render gives the target itself:
 * the first frame draws the data, not the way to it.
 */
export function useGlide<K extends string>(
  target: Readonly<Record<K, number>>,
  { still, enter }: GlideOptions<K>,
): Readonly<Record<K, number>> {
  const [shown, setShown] = useState(target)
  const latest = useRef({ shown, enter })
  latest.current = { shown, enter }
  // A target with the same values starts no new way.
  const key = JSON.stringify(target)
  useEffect(() => {
    const from = latest.current.shown
    if (still || sameValues(from, target)) {
      setShown(target)
      return
    }
    let started: number | null = null
    let frame = requestAnimationFrame(function advance(now) {
      started ??= now
      const t = (now - started) / GLIDE_MS
      setShown(t >= 1 ? target : glide(from, target, t, latest.current.enter))
      if (t < 1) frame = requestAnimationFrame(advance)
    })
    return () => cancelAnimationFrame(frame)
  }, [key, still])
  // A key that has just come or gone must not wait for the first animation frame.
  return still ? target : glide(shown, target, 0, enter)
}

function sameValues<K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): boolean {
  const keys = Object.keys(b) as K[]
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key])
}
