import type { Clock } from '../../shared/clock'
import { type Dispose, disposeAll, once } from '../../shared/dispose'
import type { ConnectionEvent } from './machine'

/** What the page's surroundings tell the connection. */
type Surrounding = Extract<ConnectionEvent, { type: 'nudge' | 'hidden' | 'visible' | 'left' }>['type']

export interface Surroundings {
  watch(told: (what: Surrounding) => void): Dispose
  hidden(): boolean
}

const BEAT_MS = 5_000
/** Timers that come so much too late were asleep, with the machine or in a hidden page. */
const ASLEEP_MS = 15_000

export function pageSurroundings(clock: Clock): Surroundings {
  return {
    hidden: () => document.hidden,
    watch(told) {
      const listening = new AbortController()
      const { signal } = listening
      window.addEventListener('online', () => told('nudge'), { signal })
      window.addEventListener('pagehide', () => told('left'), { signal })
      window.addEventListener('pageshow', ({ persisted }) => persisted && told('visible'), { signal })
      document.addEventListener('visibilitychange', () => told(document.hidden ? 'hidden' : 'visible'), { signal })
      return disposeAll([() => listening.abort(), watchSleep(clock, () => told('nudge'))])
    },
  }
}

/** Calls after the clock has jumped: no browser says that the machine was asleep. */
export function watchSleep(clock: Clock, woke: () => void): Dispose {
  let cancel: Dispose = () => {}
  const beat = () => {
    const due = clock.now() + BEAT_MS
    cancel = clock.after(BEAT_MS, () => {
      if (clock.now() - due > ASLEEP_MS) woke()
      beat()
    })
  }
  beat()
  return once(() => cancel())
}
