import * as z from 'zod/mini'
import { type Correction, correctionFields, isNeutral, neutral, sameCorrection } from './correction'
import type { Payload } from './topics'

/** Where the talk is, and what lies over it: the payload of the topic `deck`. */
export type Deck = Payload<'deck'>
export type DeckTimer = Deck['timer']

/** The presenter's commands to the deck by name: what each looks like beside its name. */
export const deckCommands = {
  goto: z.object({ command: z.literal('goto'), scene: z.int() }),
  next: z.object({ command: z.literal('next') }),
  previous: z.object({ command: z.literal('previous') }),
  curtain: z.object({ command: z.literal('curtain'), value: z.union([z.null(), z.enum(['black', 'white'])]) }),
  freeze: z.object({ command: z.literal('freeze'), on: z.boolean() }),
  overview: z.object({ command: z.literal('overview'), on: z.boolean() }),
  code: z.object({ command: z.literal('code'), on: z.boolean() }),
  correction: z.object({ command: z.literal('correction'), ...correctionFields }),
  timer: z.object({ command: z.literal('timer'), action: z.enum(['start', 'stop', 'reset']) }),
}

export type DeckCommand = z.infer<(typeof deckCommands)[keyof typeof deckCommands]>

const zero: DeckTimer = { started_at: null, elapsed_s: 0, running: false }

/** A deck that nobody has touched. `talk` is the scenes in their order, `scene` the one to begin with; null is the first. */
export function newDeck(talk: readonly number[], scene: number | null): Deck {
  return { scene: scene ?? talk[0] ?? 0, curtain: null, frozen: false, overview: false, timer: zero }
}

/** Where a command leads; the same object where it changes nothing. `nowS` is the server's clock, epoch seconds. */
export function applyToDeck(
  deck: Deck,
  command: DeckCommand,
  talk: readonly number[],
  nowS: number,
): Deck | { readonly error: string } {
  switch (command.command) {
    case 'goto':
      if (!talk.includes(command.scene)) {
        return { error: `scene ${command.scene} is not in this talk; its scenes are ${talk.join(', ')}` }
      }
      return put(put(deck, 'scene', command.scene), 'overview', false)
    case 'next':
      return put(deck, 'scene', neighbour(deck.scene, 1, talk))
    case 'previous':
      return put(deck, 'scene', neighbour(deck.scene, -1, talk))
    case 'curtain':
      return put(deck, 'curtain', command.value)
    case 'freeze':
      return put(deck, 'frozen', command.on)
    case 'overview':
      return put(deck, 'overview', command.on)
    case 'code':
      return put(deck, 'code', command.on || undefined)
    case 'correction':
      return correct(deck, command)
    case 'timer':
      return put(deck, 'timer', applyToTimer(deck.timer, command.action, nowS))
  }
}

/** Of every stage's picture; on no listener's screen. */
export function correctionOf({ correction }: Deck): Correction {
  return correction ?? neutral
}

function correct(deck: Deck, { brightness, contrast, saturation }: Correction): Deck {
  const wanted = { brightness, contrast, saturation }
  if (sameCorrection(correctionOf(deck), wanted)) return deck
  return { ...deck, correction: isNeutral(wanted) ? undefined : wanted }
}

/** Seconds on the timer at `nowS`. */
export function elapsedS({ started_at, elapsed_s, running }: DeckTimer, nowS: number): number {
  // A clock that was set back shows what it had, not less.
  return elapsed_s + (running && started_at !== null ? Math.max(0, nowS - started_at) : 0)
}

function applyToTimer(timer: DeckTimer, action: 'start' | 'stop' | 'reset', nowS: number): DeckTimer {
  switch (action) {
    case 'start':
      return timer.running ? timer : { ...timer, started_at: nowS, running: true }
    case 'stop':
      return timer.running ? { ...timer, elapsed_s: elapsedS(timer, nowS), running: false } : timer
    case 'reset':
      return timer.running ? { started_at: nowS, elapsed_s: 0, running: true } : zero
  }
}

/** The scene `by` places on; the talk's ends are ends. A scene that is not in the talk is left to its beginning. */
function neighbour(scene: number, by: number, talk: readonly number[]): number {
  const here = talk.indexOf(scene)
  return talk[here < 0 ? 0 : here + by] ?? scene
}

function put<Key extends keyof Deck>(deck: Deck, key: Key, value: Deck[Key]): Deck {
  return deck[key] === value ? deck : { ...deck, [key]: value }
}
