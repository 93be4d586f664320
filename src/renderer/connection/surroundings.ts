import type { Clock } from '../../shared/clock'
import { type Dispose, disposeAll, once } from '../../shared/dispose'
import type { ConnectionEvent } from './machine'

/** What the page's surroundings tell the connection. */
type Surrounding = Extract<ConnectionEvent, { type: 'nudge' | 'woke' | 'hidden' | 'visible' | 'left' }>['type']

export interface Surroundings {
  watch(told: (what: Surrounding) => void): Dispose
  hidden(): boolean
}

const BEAT_MS = 5_000
/** What comes so much too late was asleep, with the machine or in a hidden page. */
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
      return disposeAll([() => listening.abort(), watchSleep(clock, told)])
    },
  }
}

/**
 * Tells after a sleep: no browser does. Where elapsed time goes on in it, timers are late; where that stands still,
 * the time of day has run ahead of it. (So it has when somebody sets it: that costs one new connection.)
 */
export function watchSleep(clock: Clock, told: (what: 'nudge' | 'woke') => void): Dispose {
  let cancel: Dispose = () => {}
  const beat = () => {
    const [day, begun] = [clock.now(), clock.elapsed()]
    cancel = clock.after(BEAT_MS, () => {
      const passed = clock.elapsed() - begun
      if (clock.now() - day - passed > ASLEEP_MS) told('woke')
      else if (passed - BEAT_MS > ASLEEP_MS) told('nudge')
      beat()
    })
  }
  beat()
  return once(() => cancel())
}
