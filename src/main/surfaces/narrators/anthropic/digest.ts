import type { StickyCache } from '../../../../shared/sticky-cache'
import type { Payload } from '../../../../shared/topics'

/** Characters of one topic in a prompt; what is longer is cut, and says so. */
const MAX_SECTION = 8_000

/** What a prompt says of each topic. The same data give the same bytes, in the same order. */
export type Digest = ReadonlyMap<string, string>

/** The topics that change from time to time: a conversation's prefix is frozen from them. */
export function slowDigest(replica: StickyCache): Digest {
  const newest = (topic: 'host_counts' | 'phase_mix' | 'totals' | 'recent_episodes') =>
    replica.read(topic).at(-1)?.payload ?? null
  const embedding = replica.read('embedding_snapshot').at(-1)?.payload
  return sections({
    'model_metric (scene 9)': byName(replica.read('model_metric').map(({ payload }) => payload)),
    'model_perf (scene 12)': byName(replica.read('model_perf').map(({ payload }) => payload)),
    'attack_profile (scene 7)': replica.read('attack_profile').map(({ payload }) => curve(payload)),
    'host_counts (scene 10)': newest('host_counts'),
    'phase_mix (scene 10)': newest('phase_mix'),
    'totals (scene 10)': newest('totals'),
    'recent_episodes (scene 10)': newest('recent_episodes'),
    'embedding_snapshot (scene 11)': embedding
      ? { rows: embedding.rows, source: embedding.source, categories: embedding.categories }
      : null,
  })
}

/** The topics that change all the time: they stand behind the prefix. `now` is epoch milliseconds. */
export function liveDigest(replica: StickyCache, now: number): Digest {
  const predictions = replica.read('prediction').map(({ payload }) => payload)
  const judged = predictions.filter((one) => one.truth !== undefined)
  const right = judged.filter((one) => one.truth === one.predicted).length
  const detections = replica.read('live_detection', now)
  return sections({
    'prediction (scene 8)': { windows: predictions.length, with_truth: judged.length, right },
    'live_detection (scene 13), the newest 20': detections.slice(-20).map(({ payload, timestamp }) => ({
      age_s: Math.max(0, Math.round(now / 1000 - timestamp)),
      ...payload,
    })),
    marker: replica
      .read('marker')
      .slice(-10)
      .map(({ payload }) => payload.label),
    'scene on the screen': replica.read('deck').at(-1)?.payload.scene ?? null,
  })
}

/** What differs between two digests, as the newer one has it. */
export function changedSince(before: Digest, after: Digest): Digest {
  return new Map([...after].filter(([topic, text]) => before.get(topic) !== text))
}

export function written(digest: Digest): string {
  return [...digest].map(([topic, text]) => `## ${topic}\n${text}`).join('\n')
}

function sections(values: Readonly<Record<string, unknown>>): Digest {
  return new Map(Object.entries(values).map(([topic, value]) => [topic, clip(value)]))
}

function clip(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'nothing yet'
  const text = JSON.stringify(value)
  return text.length > MAX_SECTION ? `${text.slice(0, MAX_SECTION)} … (cut)` : text
}

const byName = <Row extends { readonly model: string }>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => (a.model < b.model ? -1 : 1))

function curve({ name, unit, t, value, phases }: Payload<'attack_profile'>) {
  const peak = value.reduce((best, one, at) => (one > (value[best] ?? Number.NEGATIVE_INFINITY) ? at : best), 0)
  return { name, unit, samples: t.length, peak: { t: t[peak], value: value[peak] }, phases }
}
