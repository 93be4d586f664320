import { type Clock, systemClock } from '../../shared/clock'

/**
 * One Ctrl+C comes more than once: the terminal signals every process of the group, and npm and the launcher of Electron
 * hand on what they got. Within so long of the first it is that one again, in milliseconds.
 */
const ECHO_MS = 500

/** What of a process is needed here. */
export interface Signalled {
  on(signal: 'SIGINT' | 'SIGTERM', asked: () => void): unknown
  exit(status: number): unknown
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
    program.on('SIGINT', ask)
    program.on('SIGTERM', ask)
  })
}
