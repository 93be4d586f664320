import fc from 'fast-check'
import type { EventDraft, LecternEvent } from '../event'
import type { StickyCache, TopicFilter } from '../sticky-cache'
import { defaultRetention, isTopic, type RetentionTable } from '../topics'

/** Retention so small that a short history overflows each policy. */
export const tinyRetention: RetentionTable = {
  ...defaultRetention,
  model_metric: { policy: 'last-per-key', key: ['model'], limit: 2 },
  prediction: { policy: 'last-per-key', key: ['episode_id', 'window_idx'], limit: 3 },
  live_detection: { policy: 'ring-per-key', key: ['host_id'], per_key: 2, limit: 4 },
  embedding: { policy: 'points', limit: 4, emptied_by: 'embedding_snapshot' },
  marker: { policy: 'ring', limit: 3 },
}

export const embeddingSnapshot: EventDraft<'embedding_snapshot'> = {
  type: 'embedding_snapshot',
  payload: {
    sha256: 'a'.repeat(64),
    rows: 1,
    bytes: 1,
    url: '/data/a.arrow',
    source: 'knn_v1.parquet',
    modified_at: 1,
    categories: { host_id: [], profile: [] },
    bounds: { min: [0, 0, 0], max: [1, 1, 1] },
  },
  timestamp: 1,
  origin: 'live',
}

const stamp = { timestamp: 1_781_246_273, origin: 'live' } as const
const few = (prefix: string) => fc.nat(3).map((n) => `${prefix}${n}`)
const point = { x: 0, y: 0, z: 0 }

export const marker = (label: string): EventDraft<'marker'> => ({ type: 'marker', payload: { label }, ...stamp })
export const metric = (model: string, macro_f1 = 0.9): EventDraft<'model_metric'> => ({
  type: 'model_metric',
  payload: { model, macro_f1 },
  ...stamp,
})
export const deckAt = (scene: number): EventDraft<'deck'> => ({
  type: 'deck',
  payload: {
    scene,
    curtain: null,
    frozen: false,
    overview: false,
    timer: { started_at: null, elapsed_s: 0, running: false },
  },
  ...stamp,
})

/** Drafts of every kind of policy, over few keys, so that they replace and evict one another. */
export const anyDraft: fc.Arbitrary<EventDraft> = fc.oneof(
  few('m').map((model) => metric(model)),
  few('e').chain((episode_id) =>
    fc.nat(1).map((window_idx): EventDraft => {
      return { type: 'prediction', payload: { episode_id, window_idx, predicted: 'scan' }, ...stamp }
    }),
  ),
  few('h').map((host_id): EventDraft => {
    return { type: 'live_detection', payload: { host_id, label: 'scan', score: 0.5 }, ...stamp }
  }),
  fc.nat(4).map((n): EventDraft => {
    const payload = n === 0 ? point : { points: Array.from({ length: n }, () => point) }
    return { type: 'embedding', payload, ...stamp }
  }),
  fc.constant(embeddingSnapshot),
  few('').map((label) => marker(label)),
  fc.nat(9).map((scene) => deckAt(scene)),
)

/** Filters as `?types=` gives them: `embedding` never without `embedding_snapshot`. */
export const anyFilter: fc.Arbitrary<TopicFilter> = fc.oneof(
  fc.constant(null),
  fc
    .subarray(['model_metric', 'prediction', 'live_detection', 'embedding', 'marker', 'deck'])
    .map(
      (names) => new Set([...names, ...(names.includes('embedding') ? ['embedding_snapshot'] : [])].filter(isTopic)),
    ),
)

/** What a replica holds, to compare. */
export function held(replica: StickyCache, filter: TopicFilter = null): unknown[] {
  return [...replica.since(0, filter)].map(({ offset, type, payload }: LecternEvent) => ({ offset, type, payload }))
}
