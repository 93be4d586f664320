import { type Clock, systemClock } from '../../shared/clock'

/**
 * One Ctrl+C comes more than once: the terminal signals every process of the group, and npm and the launcher of Electron
 * hand on what they got. Within so long of the first it is that one again, in milliseconds.
 */
const ECHO_MS = 500

const signals = ['SIGINT', 'SIGTERM'] as const

/** What of a process is needed here. */
export interface Signalled {
  on(signal: (typeof signals)[number], asked: () => void): unknown
  off(signal: (typeof signals)[number], asked: () => void): unknown
  exit(status: number): unknown
}

function end(this: Signalled): void {
  this.exit(0)
}

/**
 * SIGINT and SIGTERM end the program at once, as a wish and no failure, until it is `interrupted` instead: for the
 * start of what runs until a signal, which may take long and has nothing yet that would have to be saved.
 */
export function endsAtOnce(program: Signalled = process): void {
  for (const signal of signals) program.on(signal, end)
}

/** The undo of `endsAtOnce`, for when somebody else listens: a signal that comes while nobody does, Node may lose. */
export function endsAtOnceNoMore(program: Signalled = process): void {
  for (const signal of signals) program.off(signal, end)
}

/** Resolves at SIGINT or SIGTERM. Asked again half a second later or more, the program ends at once. */
export function interrupted(program: Signalled = process, clock: Clock = systemClock): Promise<void> {
  return new Promise((resolve) => {
    let first: number | null = null
    const ask = () => {
      if (first !== null && clock.elapsed() - first >= ECHO_MS) program.exit(0)
      first ??= clock.elapsed()
      resolve()
    }
    for (const signal of signals) program.on(signal, ask)
    endsAtOnceNoMore(program)
  })
}
