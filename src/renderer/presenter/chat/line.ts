import { type BackoffOptions, backoffDelay } from '../../../shared/backoff'
import type { Clock } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import {
  parseSurfaceServerMessage,
  type SurfaceClientMessage,
  type SurfaceServerMessage,
} from '../../../shared/surface-wire'

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
  /** What is to be said at every opening: the server knows nothing of the socket before. */
  wanted(): readonly SurfaceClientMessage[]
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

const backoff: BackoffOptions = { baseMs: 500, maxMs: 10_000 }

export function openLine({ open, clock, random, wanted, told, changed }: LineOptions): Line {
  let write: ((text: string) => void) | null = null
  let failures = 0
  let leave: Dispose = () => {}

  const post = (message: SurfaceClientMessage) => write?.(JSON.stringify(message))
  const dial = () => {
    leave = open({
      opened(send) {
        write = send
        failures = 0
        for (const message of wanted()) post(message)
        changed(true)
      },
      text(text) {
        const parsed = parseSurfaceServerMessage(text)
        if ('message' in parsed) told(parsed.message) // what a newer server says besides is not for this page
      },
      closed() {
        if (write) changed(false)
        write = null
        failures++
        leave = clock.after(backoffDelay(failures, random(), backoff), dial)
      },
    })
  }
  dial()
  return {
    send(message) {
      if (!write) return false
      post(message)
      return true
    },
    close: once(() => {
      write = null
      leave()
    }),
  }
}
