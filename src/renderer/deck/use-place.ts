import { useCallback, useEffect, useRef, useState } from 'react'
import type { Deck } from '../../shared/deck'
import {
  commandBetween,
  type Navigation,
  type NavigationEvent,
  navigate,
  navigationAt,
  type Place,
  placeOf,
} from './navigation'
import { useCommand } from './use-deck'

/** Typed digits that no Enter follows are forgotten. */
const DIGITS_MS = 3_000

export interface PlaceOptions {
  readonly talk: readonly number[]
  readonly deck: Deck
  /** The scene of the address: it is shown, and the deck is neither followed nor moved. */
  readonly pinned: number | null
}

export interface PlaceInTalk {
  readonly at: Navigation
  /** True where this page left the talk's own place. */
  readonly roaming: boolean
  readonly move: (event: NavigationEvent) => void
  /** Leaves the talk's place for the same one of its own: the talk goes on without this page. */
  readonly stay: () => void
  /** Back to where the talk is. */
  readonly rejoin: () => void
}

/** What is this page's alone. */
interface Own {
  readonly digits: string
  /** The choice in the overview; null is the scene that was shown before. */
  readonly chosen: number | null
  /** Null: where the deck is. */
  readonly place: Place | null
}

/** Where the talk is on this page: a page that commands moves the deck and follows it, every other one moves itself. */
export function usePlace({ talk, deck, pinned }: PlaceOptions): PlaceInTalk {
  const command = useCommand()
  const start: Place | null = pinned === null ? null : { scene: pinned, overview: false }
  const [own, setOwn] = useState<Own>({ digits: '', chosen: null, place: start })

  const shown = navigationAt(own.place ?? deck, talk)
  const at: Navigation =
    shown.mode === 'overview'
      ? { ...shown, chosen: own.chosen ?? shown.chosen, digits: own.digits }
      : { ...shown, digits: own.digits }

  const latest = useRef({ at, own, talk, command })
  latest.current = { at, own, talk, command }
  const move = useCallback((event: NavigationEvent) => {
    const { at: from, own: before, talk: scenes, command: run } = latest.current
    const to = navigate(from, event, scenes)
    if (to === from) return
    const order = commandBetween(placeOf(from), placeOf(to))
    const follows = run !== null && before.place === null
    if (order && follows) run(order)
    setOwn({
      digits: to.digits,
      chosen: to.mode === 'overview' ? to.chosen : null,
      place: order && !follows ? placeOf(to) : before.place,
    })
  }, [])
  const stay = useCallback(
    () => setOwn((before) => (before.place ? before : { ...before, place: placeOf(latest.current.at) })),
    [],
  )
  const rejoin = useCallback(() => setOwn({ digits: '', chosen: null, place: null }), [])

  const { digits } = own
  useEffect(() => {
    if (digits === '') return
    const timer = setTimeout(() => move({ type: 'forget-digits' }), DIGITS_MS)
    return () => clearTimeout(timer)
  }, [digits, move])

  return { at, roaming: pinned === null && own.place !== null, move, stay, rejoin }
}
