import type { StickyCache } from '../../../../shared/sticky-cache'
import type { Payload } from '../../../../shared/topics'

export interface ModelScore {
  readonly model: string
  readonly point: number
  readonly lo: number | null
  readonly hi: number | null
  readonly accuracy: number | null
  /** Scored on what it was trained with: not comparable with the others. */
  readonly onTrain: boolean
}

export interface ModelLatency {
  readonly model: string
  readonly p50: number
  readonly p95: number | null
  readonly throughput: number | null
  readonly params: number | null
}

export interface Share {
  readonly name: string
  readonly count: number
}

/** Models by macro-F1, best first. */
export function scores(replica: StickyCache): readonly ModelScore[] {
  return replica
    .read('model_metric')
    .map(({ payload }) => {
      const f1 = typeof payload.macro_f1 === 'number' ? { point: payload.macro_f1 } : payload.macro_f1
      const { point, lo = null, hi = null } = { lo: null, hi: null, ...f1 }
      const { model, accuracy = null, split } = payload
      return { model, point, lo, hi, accuracy, onTrain: split === 'train' }
    })
    .sort((a, b) => b.point - a.point)
}

/** Models by their median latency, fastest first. */
export function latencies(replica: StickyCache): readonly ModelLatency[] {
  return replica
    .read('model_perf')
    .map(({ payload }) => {
      const { model, latency_ms: latency, throughput_per_s = null, params = null } = payload
      const { p50, p95 = null } = typeof latency === 'number' ? { p50: latency } : latency
      return { model, p50, p95, throughput: throughput_per_s, params }
    })
    .sort((a, b) => a.p50 - b.p50)
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
    models: unique([...scores(replica), ...latencies(replica)].map(({ model }) => model)),
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
