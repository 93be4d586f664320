import type { StickyCache } from '../../../../shared/sticky-cache'
import type { Payload } from '../../../../shared/topics'

export interface Share {
  readonly name: string
  readonly count: number
}

/** A snapshot of counts, largest first. */
export function shares(replica: StickyCache, topic: 'host_counts' | 'phase_mix'): readonly Share[] {
  const newest = replica.read(topic).at(-1)
  return Object.entries(newest?.payload ?? {})
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count)
}

export type Episode = Payload<'recent_episodes'>[number]

/** Recent episodes, the one that started last first. */
export function episodes(replica: StickyCache): readonly Episode[] {
  const newest = replica.read('recent_episodes').at(-1)
  return [...(newest?.payload ?? [])].sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at))
}

/** Names that a question may mention, by what they name. */
export interface Names {
  readonly models: readonly string[]
  readonly hosts: readonly string[]
  readonly episodes: readonly string[]
  readonly phases: readonly string[]
}

export function namesIn(replica: StickyCache): Names {
  const unique = (list: readonly string[]) => [...new Set(list)]
  return {
    models: unique(
      [...replica.read('model_metric'), ...replica.read('model_perf')].map(({ payload }) => payload.model),
    ),
    hosts: unique([
      ...shares(replica, 'host_counts').map(({ name }) => name),
      ...replica.read('live_detection').map(({ payload }) => payload.host_id),
    ]),
    episodes: unique([
      ...episodes(replica).map((episode) => episode.episode_id),
      ...replica.read('prediction').map(({ payload }) => payload.episode_id),
    ]),
    phases: shares(replica, 'phase_mix').map(({ name }) => name),
  }
}
