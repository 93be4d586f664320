import type { Clock } from '../../../shared/clock'
import { type Dispose, once } from '../../../shared/dispose'
import type { Feeder, KeyedDraft } from '../feeder'
import { type SampleStep, samplePlay } from './play'

const DEFAULT_SEED = 1

/** Plays a talk by the clock, each moment's events in one call; always marked `sample`. */
export function playSample(seed: number, clock: Clock, publish: (values: readonly KeyedDraft[]) => void): Dispose {
  const play = samplePlay(seed)
  let cancel: Dispose = () => {}
  const next = () => {
    const step = play.next().value
    cancel = clock.after(step.waitMs, () => {
      publish(datedOf(step, clock.now()))
      next()
    })
  }
  next()
  return once(() => cancel())
}

/** The play as a source of this process. */
export function sampleFeeder(seed = DEFAULT_SEED): Feeder {
  return {
    name: 'sample',
    async start(context) {
      let updated: number | null = null
      const stop = playSample(seed, context.clock, (values) => {
        updated = context.clock.now() / 1000
        context.publish(values)
      })
      return { health: () => ({ state: 'ok', files: 0, updated_at: updated }), stop }
    },
  }
}

function datedOf(step: SampleStep, nowMs: number): KeyedDraft[] {
  return step.events.map(({ key, agoMs, ...event }) => ({
    key,
    draft: { ...event, timestamp: (nowMs - agoMs) / 1000, origin: 'sample' },
  }))
}
