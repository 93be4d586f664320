import { createEpisode, type Episode } from './episode'
import { type PlayedEvent, windowEvents } from './events'
import { createRandom } from './random'
import { createTally } from './tally'

/** The next moment of the play: after this pause, these events. */
export interface SampleStep {
  readonly waitMs: number
  readonly events: readonly PlayedEvent[]
}

/** Mean time between two windows of any host: eight a second. */
const PACE_MS = 125
/** Windows a host is given before the play begins, so that its lane is not empty at first. */
const PRELUDE = 10
const METRIC_EVERY = 48
const POINTS_EVERY = 5

/** A talk that never ends: twelve hosts live through episodes, and classifiers watch them. The same for the same seed. */
export function* samplePlay(seed: number): Generator<SampleStep, never> {
  const random = createRandom(seed)
  const tally = createTally()
  const begin = (host: string) => createEpisode(tally.nextEpisode(), host, random)
  const stage = new Map<string, Episode>(tally.hosts.map((host) => [host, begin(host)]))
  const hosts = tally.hosts

  const prelude: PlayedEvent[] = []
  for (const episode of stage.values()) {
    episode.window = Math.floor(random.between(PRELUDE, episode.course.length - 5))
    for (let ago = PRELUDE; ago > 0; ago--) {
      const at = { ...episode, window: episode.window - ago }
      const agoMs = Math.round((ago - random.next()) * PACE_MS * hosts.length)
      prelude.push(...windowEvents(at, random).map((event) => ({ ...event, agoMs })))
    }
  }
  prelude.sort((a, b) => b.agoMs - a.agoMs)
  yield { waitMs: 0, events: prelude }

  for (let n = 1; ; n++) {
    const episode = stage.get(random.pick(hosts))
    if (!episode) continue
    const events = windowEvents(episode, random)
    if (n % POINTS_EVERY === 0) events.push(tally.point(episode, random))
    if (n % METRIC_EVERY === 0) events.push(tally.metric(random))
    episode.window += 1
    if (episode.window >= episode.course.length) {
      events.push(...tally.ended(episode, random))
      stage.set(episode.host_id, begin(episode.host_id))
    }
    yield { waitMs: Math.round(PACE_MS * random.between(0.5, 1.5)), events }
  }
}
