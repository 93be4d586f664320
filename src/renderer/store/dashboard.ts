import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../shared/clock'
import { type Dispose, once } from '../../shared/dispose'
import type { Live } from '../connection/connection'
import { type FrameSource, oncePerFrame } from './frames'

/** All that the page shows, as of one frame. */
export interface Dashboard extends Live {
  /** Grows with every frame in which something came: the replica is the same object for long. */
  readonly frame: number
  /** The server's clock in epoch milliseconds, as of this frame; moves on at least once a second. */
  readonly now: number
}

export interface DashboardOptions {
  /** What the connection holds at the moment. */
  read(): Live
  readonly clock: Clock
  readonly frames: FrameSource
}

/** The page's state: the connection's, brought up to date once per frame. */
export interface DashboardStore extends StoreApi<Dashboard> {
  /** Something came. Cheap: the next frame shows it. */
  changed(): void
  /** Brings the state up to date now, without waiting for a frame. */
  flush(): void
  /** Lets `now` move on. */
  tick(): Dispose
}

const TICK_MS = 1_000

export function createDashboard({ read, clock, frames }: DashboardOptions): DashboardStore {
  const look = (frame: number): Dashboard => {
    const live = read()
    return { ...live, frame, now: clock.now() + live.clockOffsetMs }
  }
  const store = createStore<Dashboard>(() => look(0))
  const flush = () => store.setState(({ frame }) => look(frame + 1))
  return {
    ...store,
    changed: oncePerFrame(flush, frames, clock),
    flush,
    tick() {
      let cancel: Dispose = () => {}
      const beat = () => {
        cancel = clock.after(TICK_MS, () => {
          store.setState(({ clockOffsetMs }) => ({ now: clock.now() + clockOffsetMs }))
          beat()
        })
      }
      beat()
      return once(() => cancel())
    },
  }
}
