import { type Clock, every } from '../../../shared/clock'
import { type Dispose, disposeAll } from '../../../shared/dispose'
import {
  parseSurfaceServerMessage,
  type SurfaceClientMessage,
  type SurfaceServerMessage,
} from '../../../shared/surface-wire'
import { runMachine } from '../../connection/run-machine'
import type { Surroundings } from '../../connection/surroundings'

/** A WebSocket, as this folder needs it. `closed` is called at most once, and never after the undo. */
export type OpenSocket = (sink: {
  opened(send: (text: string) => void): void
  text(text: string): void
  closed(): void
}) => Dispose

export interface LineOptions {
  readonly open: OpenSocket
  readonly clock: Clock
  readonly random: () => number
  readonly surroundings: Pick<Surroundings, 'watch'>
  /** What is to be said at every opening: the server knows nothing of the socket before. */
  wanted(): readonly SurfaceClientMessage[]
  /** What the server answers whenever it is said, and does nothing else at. */
  probe(): SurfaceClientMessage
  told(message: SurfaceServerMessage): void
  /** The line is up or down. */
  changed(up: boolean): void
}

/** The presenter's line to `/surfaces`. It comes back by itself, and says then again what it wants. */
export interface Line {
  /** False where it is down: nothing is kept for later. */
  send(message: SurfaceClientMessage): boolean
  readonly close: Dispose
}

/** So often the server is asked for a word, and has until the next time: its protocol's pings do not reach a page. */
const ASK_MS = 20_000

export function openLine({ open, clock, random, surroundings, wanted, probe, told, changed }: LineOptions): Line {
  let write: ((text: string) => void) | null = null
  /** Something was heard since the server was last asked. */
  let answered = true

  const post = (message: SurfaceClientMessage) => write?.(JSON.stringify(message))
  const dispatch = runMachine({
    machine: { transports: 1, afterFailures: 1, holdsConnection: () => false, preferredWorks: () => true },
    ...{ clock, random },
    open: () =>
      open({
        opened(send) {
          write = send
          answered = true
          for (const message of wanted()) post(message)
          dispatch({ type: 'heard' })
        },
        text(text) {
          answered = true
          const parsed = parseSurfaceServerMessage(text)
          if ('message' in parsed) told(parsed.message) // what a newer server says besides is not for this page
        },
        closed: () => dispatch({ type: 'closed' }),
      }),
    stepped(before, { phase }) {
      if (phase !== 'open') write = null
      if (phase !== 'stopped' && (before.phase === 'open') !== (phase === 'open')) changed(phase === 'open')
    },
  })
  const ask = () => {
    if (!write) return
    if (!answered) return dispatch({ type: 'closed' })
    answered = false
    dispatch({ type: 'heard' })
    post(probe())
  }
  const unwatch = surroundings.watch((what) => {
    // While the line is up, what it asks tells more than a timer that was late.
    if (!write || what === 'woke' || what === 'left') dispatch({ type: what })
  })
  dispatch({ type: 'start' })
  return {
    send(message) {
      if (!write) return false
      post(message)
      return true
    },
    close: disposeAll([() => dispatch({ type: 'stop' }), unwatch, every(clock, ASK_MS, ask)]),
  }
}
