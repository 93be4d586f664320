import type { Clock } from '../../shared/clock'
import { applyToDeck, type Deck, type DeckCommand, deckCommands, newDeck } from '../../shared/deck'
import { type Dispose, once } from '../../shared/dispose'
import type { LecternEvent } from '../../shared/event'
import type { Command, SendCommand } from './commands'

type DeckEvent = LecternEvent<'deck'>

export interface PilotOptions {
  /** The server's last word on the deck; null while it has said none. */
  told(): DeckEvent | null
  readonly send: SendCommand
  readonly talk: readonly number[]
  readonly clock: Clock
  /** The server's clock, epoch milliseconds. */
  now(): number
  /** A command did not do what was asked, in one sentence. */
  failed(sentence: string): void
}

/** The presenter's hand on the deck: what it asks for is seen at once on its own page, and then everywhere. */
export interface Pilot {
  /** The server's deck, with what was asked for and is not answered yet. The same object until it changes. */
  deck(): Deck
  run(command: Command): void
  /** The server may have said something. */
  heard(): void
  subscribe(changed: () => void): Dispose
}

/** Commands that wait for their turn; past that a new one is refused. */
const WAITING = 32
/** Between two tries while no server answers. */
const AGAIN_MS = 1_000

interface Asked {
  readonly command: Command
  /** The server's last word when this was sent; undefined while it waits. */
  before?: DeckEvent | null
  /** Offset of the deck that holds it, as the server answered; undefined until it has. */
  answered?: number
}

/** Commands go out one after the other, so that they arrive in their order; one without an answer is sent again where saying it twice is saying it once. */
export function createPilot({ told, send, talk, clock, now, failed }: PilotOptions): Pilot {
  const listeners = new Set<() => void>()
  const first = newDeck(talk, null)
  let asked: Asked[] = []
  let sending = false
  let deck = told()?.payload ?? first

  const look = () => {
    const said = told()
    asked = asked.filter((one) => !holds(said, one))
    const next = asked.reduce((at, { command }) => foresee(at, command), said?.payload ?? first)
    if (next === deck) return
    deck = next
    for (const changed of listeners) changed()
  }

  const foresee = (at: Deck, command: Command): Deck => {
    if (!isDeckCommand(command)) return at
    const next = applyToDeck(at, command, talk, now() / 1000)
    return 'error' in next ? at : next
  }

  const sendNext = async () => {
    const next = asked.find(({ answered }) => answered === undefined)
    sending = next !== undefined
    if (!next) return
    next.before = told()
    const answer = await send(next.command)
    if (answer.kind === 'away' && repeatable.has(next.command.command)) {
      clock.after(AGAIN_MS, () => void sendNext())
      return
    }
    next.answered = answer.kind === 'done' ? (answer.offset ?? 0) : 0
    if (answer.kind !== 'done') {
      asked = asked.filter((one) => one !== next)
      failed(answer.kind === 'refused' ? answer.error : `No answer to “${next.command.command}”: see if it was done`)
    }
    look()
    void sendNext()
  }

  return {
    deck: () => deck,
    run(order) {
      const command = settled(order, deck, talk)
      // Where the deck shall be replaces where it should have been, as long as that was not said.
      asked = asked.filter((one) => one.before !== undefined || !replaces(command, one.command))
      if (asked.filter(({ answered }) => answered === undefined).length >= WAITING)
        return failed('the server does not answer')
      asked.push({ command })
      look()
      if (!sending) void sendNext()
    },
    heard: look,
    subscribe(changed) {
      listeners.add(changed)
      return once(() => listeners.delete(changed))
    },
  }
}

/** True where the server's own word holds what was asked by now: one of an earlier command may come after the answer. */
function holds(said: DeckEvent | null, { before, answered }: Asked): boolean {
  if (answered === undefined || before?.offset === said?.offset) return false
  const at = said?.offset ?? 0
  // Offsets that begin anew are another server's.
  return at >= answered || at < (before?.offset ?? 0)
}

/** A step as the place it leads to: said twice, it leads nowhere else, and a second hand's step does not add to it. */
function settled(command: Command, deck: Deck, talk: readonly number[]): Command {
  if (command.command !== 'next' && command.command !== 'previous') return command
  const there = applyToDeck(deck, command, talk, 0)
  return 'error' in there ? command : { command: 'goto', scene: there.scene }
}

/** Commands that say how it shall be, whatever it was. */
const absolute: ReadonlySet<string> = new Set(['goto', 'curtain', 'freeze', 'overview', 'code', 'correction'])

/** Commands that may be said twice; a timer that runs and is reset twice begins at the second. */
const repeatable: ReadonlySet<string> = new Set([...absolute, 'timer', 'dismiss'])

function replaces(command: Command, earlier: Command): boolean {
  return command.command === earlier.command && absolute.has(command.command)
}

function isDeckCommand(command: Command): command is DeckCommand {
  return Object.hasOwn(deckCommands, command.command)
}
