import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { type Deck, newDeck } from '../../shared/deck'
import { useDashboard } from '../store/use-dashboard'
import type { Command } from './commands'
import type { Pilot } from './pilot'

/** The hand on the deck of a page that may command; null on every other page. */
export const PilotContext = createContext<Pilot | null>(null)

/** Where the talk is: what the server said, and on a page that commands already what was asked for. */
export function useDeck(talk: readonly number[]): Deck {
  const pilot = useContext(PilotContext)
  const told = useDashboard((state) => state.deck)
  const first = useMemo(() => newDeck(talk, null), [talk])
  const mine = useSyncExternalStore(pilot?.subscribe ?? never, () => pilot?.deck() ?? null)
  return mine ?? told?.payload ?? first
}

/** Commands the talk; null where this page may not. */
export function useCommand(): ((command: Command) => void) | null {
  return useContext(PilotContext)?.run ?? null
}

const never = () => () => {}
