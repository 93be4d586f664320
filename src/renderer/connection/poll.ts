import { type Clock, every } from '../../shared/clock'
import { formatCursor } from '../../shared/cursor'
import { type Dispose, disposeAll, once } from '../../shared/dispose'
import { parsePollBody } from '../../shared/wire'
import type { Transport } from './transport'

export interface PollOptions {
  readonly origin: string
  /** How long the server may hold a request back while it has nothing to tell, in seconds. */
  readonly waitS: number
  /** Pause between an answer and the next question, in seconds. */
  readonly intervalS: number
  readonly clock: Clock
  readonly request?: typeof fetch
}

/** A pause is no silence: while it lasts, the transport speaks as often as a server would. */
const BEAT_MS = 20_000

/** Long polling: one question after the other, each from where the last answer led. */
export function pollTransport({ origin, waitS, intervalS, clock, request = fetch }: PollOptions): Transport {
  return {
    name: 'poll',
    holdsConnection: true,
    parse: parsePollBody,
    open(resume, sink) {
      const shut = new AbortController()
      let wake: Dispose = () => {}
      const pause = () =>
        new Promise<void>((resolve) => {
          wake = disposeAll([resolve, every(clock, BEAT_MS, sink.heard), clock.after(intervalS * 1000, () => wake())])
        })
      const ask = async (): Promise<string> => {
        // The first question is answered at once: until it is, nobody knows whether anyone is there.
        for (let wait = 0; !shut.signal.aborted; wait = waitS) {
          const url = new URL('/api/poll', origin)
          const cursor = resume()
          if (cursor) url.searchParams.set('cursor', formatCursor(cursor))
          url.searchParams.set('wait', String(wait))
          const response = await request.call(undefined, url, { cache: 'no-store', signal: shut.signal })
          if (!response.ok) return `answered ${response.status}`
          const text = await response.text()
          if (shut.signal.aborted) return ''
          sink.received(text)
          if (intervalS > 0 && !shut.signal.aborted) await pause()
        }
        return ''
      }
      void ask()
        .catch(String)
        .then((reason) => {
          if (shut.signal.aborted) return
          shut.abort()
          sink.closed(reason)
        })
      return once(() => {
        shut.abort()
        wake()
      })
    },
  }
}
