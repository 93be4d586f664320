import type { Clock } from '../../shared/clock'
import { type CommandRow, commandRow } from '../../shared/command'
import { applyToDeck, type Deck, type DeckCommand, deckCommands, newDeck } from '../../shared/deck'
import type { EventDraft } from '../../shared/event'
import type { StickyCache } from '../../shared/sticky-cache'
import { createPending } from '../pending'

/** A deck that has not come back for so long, in milliseconds, was lost: a relay takes up to four for it, and for the one before it. */
const LOST_MS = 10_000

export interface DeckOptions {
  /** The source's replica as it is now. */
  read(): StickyCache
  publish(drafts: readonly EventDraft[]): void
  readonly clock: Clock
  /** The scenes in the order of the talk. */
  readonly talk: readonly number[]
  /** The scene that the command line asked for. */
  readonly scene: number | null
}

/**
 * Puts the deck on its topic, where it is what every screen follows, and gives the commands that move it.
 * A deck that is already retained stays as it is, unless its scene has left the talk or another one was asked for.
 */
export function startDeck({
  read,
  publish,
  clock,
  talk,
  scene,
}: DeckOptions): Readonly<Record<keyof typeof deckCommands, CommandRow>> {
  const told = () => read().read('deck').at(-1)
  const pending = createPending<EventDraft<'deck'>>(told, clock, LOST_MS)
  const say = (payload: Deck) => {
    const draft: EventDraft<'deck'> = { type: 'deck', payload, timestamp: clock.now() / 1000, origin: 'live' }
    pending.add(draft)
    publish([draft])
  }

  const found = told()?.payload
  const first = newDeck(talk, scene)
  if (!found) say(first)
  else if (scene !== null ? found.scene !== scene : !talk.includes(found.scene)) say({ ...found, scene: first.scene })

  const run = (command: DeckCommand) => {
    const before = (pending.last() ?? told())?.payload ?? first
    const deck = applyToDeck(before, command, talk, clock.now() / 1000)
    if ('error' in deck) return deck
    if (deck !== before) say(deck)
    // By the offset a hand knows which word of the stream holds what it asked for.
    return { done: { deck, offset: told()?.offset ?? 0 } }
  }
  return {
    goto: commandRow(deckCommands.goto, run),
    next: commandRow(deckCommands.next, run),
    previous: commandRow(deckCommands.previous, run),
    curtain: commandRow(deckCommands.curtain, run),
    freeze: commandRow(deckCommands.freeze, run),
    overview: commandRow(deckCommands.overview, run),
    code: commandRow(deckCommands.code, run),
    correction: commandRow(deckCommands.correction, run),
    timer: commandRow(deckCommands.timer, run),
  }
}
