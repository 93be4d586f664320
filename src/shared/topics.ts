import type { Payloads } from './payloads'

/** What is remembered of a topic: data, not code, because it travels to every client in `hello`. */
type RetentionRule =
  | { readonly policy: 'snapshot' }
  | { readonly policy: 'last-per-key'; readonly key: readonly string[]; readonly limit: number }
  | { readonly policy: 'ring'; readonly limit: number }
  | {
      readonly policy: 'ring-per-key'
      readonly key: readonly string[]
      readonly per_key: number
      readonly limit: number
    }
  /** The newest `limit` points; all of them go when the topic `emptied_by` speaks. */
  | { readonly policy: 'points'; readonly limit: number; readonly emptied_by: string }

/** A rule, and for how long its events are shown: `ttl_s` hides at read time and removes nothing. */
export type TopicRetention = RetentionRule & { readonly ttl_s?: number }

interface TopicRow {
  /** The scene it feeds; null for what every view shows. */
  readonly scene: number | null
  readonly retention: TopicRetention
  /** True: only the server itself may publish it. */
  readonly serverOwned: boolean
  /** Seconds between two events of a healthy live producer; null where events come only on change. */
  readonly cadence_s: number | null
}

function row(
  scene: number | null,
  retention: TopicRetention,
  { serverOwned = false, cadence_s = null }: { serverOwned?: boolean; cadence_s?: number | null } = {},
): TopicRow {
  return { scene, retention, serverOwned, cadence_s }
}

const newest = { policy: 'snapshot' } as const
const perKey = (key: string[], limit: number) => ({ policy: 'last-per-key', key, limit }) as const

/** THE table: a new topic is one row here, and its payload's schema in `payloads.ts`. */
export const topics: { readonly [T in TopicName]: TopicRow } = {
  attack_profile: row(7, perKey(['name'], 64)),
  prediction: row(8, perKey(['episode_id', 'window_idx'], 4_096)),
  model_metric: row(9, perKey(['model'], 64)),
  host_counts: row(10, newest),
  phase_mix: row(10, newest),
  recent_episodes: row(10, newest),
  totals: row(10, newest),
  embedding_snapshot: row(11, newest, { serverOwned: true }),
  embedding: row(11, { policy: 'points', limit: 2_000, emptied_by: 'embedding_snapshot' }),
  model_perf: row(12, perKey(['model'], 64)),
  live_detection: row(13, { policy: 'ring-per-key', key: ['host_id'], per_key: 60, limit: 3_840 }, { cadence_s: 10 }),
  deck: row(null, newest, { serverOwned: true }),
  marker: row(null, { policy: 'ring', limit: 200 }),
  recorder_status: row(null, newest, { serverOwned: true }),
  replay_status: row(null, newest, { serverOwned: true }),
  ingest_job: row(null, perKey(['id'], 50), { serverOwned: true }),
  alert: row(null, perKey(['id'], 50)),
}

export type TopicName = keyof Payloads
export type Payload<T extends TopicName> = Payloads[T]

export const topicNames = Object.keys(topics) as readonly TopicName[]

export function isTopic(name: unknown): name is TopicName {
  return typeof name === 'string' && Object.hasOwn(topics, name)
}

/** The retention of every topic, as it stands in `hello`. */
export type RetentionTable = { readonly [T in TopicName]: TopicRetention }

/** A value for every topic. */
export function mapTopics<V>(give: (name: TopicName) => V): Record<TopicName, V> {
  return Object.fromEntries(topicNames.map((name) => [name, give(name)])) as Record<TopicName, V>
}

/** The table's own retention, without any override. */
export const defaultRetention: RetentionTable = mapTopics((name) => topics[name].retention)
