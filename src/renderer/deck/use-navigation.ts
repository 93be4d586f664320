import { useEffect, useReducer, useRef } from 'react'
import type { LecternEvent } from '../../shared/event'
import { useDashboard } from '../store/use-dashboard'
import { type Navigation, type NavigationEvent, navigate, show } from './navigation'
import { belongsToFocus, eventOfKey } from './take-key'

/** Typed digits that no Enter follows are forgotten. */
const DIGITS_MS = 3_000

export interface NavigationOptions {
  readonly talk: readonly number[]
  /** The scene of the address: it is shown, and the deck is not followed. */
  readonly pinned: number | null
  /** Width of the overview's grid. */
  readonly columns: number
}

/** Where a page begins: at the scene of its address, else where the deck is, else at the beginning. */
export function firstNavigation(
  talk: readonly number[],
  pinned: number | null,
  deck: LecternEvent<'deck'> | null,
): Navigation {
  const first = show(pinned ?? talk[0] ?? 0)
  if (pinned !== null || !deck) return first
  const { scene, overview } = deck.payload
  return navigate(first, { type: 'deck', scene, overview }, talk)
}

/** Where the talk is on this page, moved by keys, by the deck and by `dispatch`. */
export function useNavigation({ talk, pinned, columns }: NavigationOptions): {
  readonly at: Navigation
  readonly dispatch: (event: NavigationEvent) => void
} {
  const deck = useDashboard((state) => (pinned === null ? state.deck : null))
  const reduce = (at: Navigation, event: NavigationEvent) => navigate(at, event, talk)
  const [at, dispatch] = useReducer(reduce, null, () => firstNavigation(talk, pinned, deck))

  const followed = useRef(deck)
  useEffect(() => {
    if (!deck || deck === followed.current) return
    followed.current = deck
    dispatch({ type: 'deck', scene: deck.payload.scene, overview: deck.payload.overview })
  }, [deck])

  const now = useRef({ at, columns })
  now.current = { at, columns }
  useEffect(() => {
    const pressed = (press: KeyboardEvent) => {
      if (press.defaultPrevented || belongsToFocus(press.target, press.key)) return
      const event = eventOfKey(press, now.current.at, now.current.columns)
      if (!event) return
      press.preventDefault()
      if (!(press.repeat && (event.type === 'digit' || event.type === 'overview'))) dispatch(event)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])

  const { digits } = at
  useEffect(() => {
    if (digits === '') return
    const timer = setTimeout(() => dispatch({ type: 'forget-digits' }), DIGITS_MS)
    return () => clearTimeout(timer)
  }, [digits])

  return { at, dispatch }
}
