import fc from 'fast-check'
import type { TopicName } from '../../src/shared/topics'

/** Numbers as programs get them wrong: tiny, huge, negative zero. All are JSON. */
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 5e-324, 1e-9, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21, 0.1 + 0.2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
)
const amount = number.map(Math.abs)
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 1, 2, Number.MAX_SAFE_INTEGER))
const score = fc.oneof(fc.constantFrom(0, 1, 5e-324, 0.5), fc.double({ min: 0, max: 1, noNaN: true }))
/** Few words, so that keys meet; and names that a careless table would take for its own. */
const label = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'gbt', 'baseline', 'exfil') },
  fc.constantFrom(
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '-0',
    '7',
    ' ',
    '\u00a0',
    '​',
    '🦉',
    'e\u0301',
  ),
  fc.constantFrom('<script>', '"', "'", '&amp;', 'w'.repeat(256), '字'.repeat(256), 'ﷺ', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A'),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
)
const className = fc.oneof(label, fc.integer())
const when = fc.oneof(
  fc.constantFrom('2026-11-21T10:00:00Z', '2026-02-30', '+275760-09-13', '0', 'now', '-000001-01-01T00:00:00Z'),
  label,
)

const record = <T extends Record<string, fc.Arbitrary<unknown>>, K extends keyof T & string>(
  model: T,
  ...requiredKeys: K[]
) => fc.record(model, { requiredKeys, noNullPrototype: true })

const profile = fc.array(fc.tuple(number, number), { maxLength: 12 }).chain((samples) =>
  record(
    {
      name: label,
      t: fc.constant(samples.map(([t]) => t)),
      value: fc.constant(samples.map(([, value]) => value)),
      unit: label,
      phases: fc.array(record({ name: label, start: number, end: number }, 'name', 'start', 'end'), { maxLength: 4 }),
    },
    'name',
    't',
    'value',
  ),
)
const macroF1 = fc.oneof(score, record({ point: score, lo: score, hi: score }, 'point'))
const latency = fc.oneof(amount, record({ p50: amount, p95: amount, p99: amount }, 'p50'))
const point = record(
  {
    x: number,
    y: number,
    z: number,
    episode_id: label,
    host_id: label,
    profile: label,
    phase_int: fc.integer(),
    predicted_int: fc.integer(),
    cluster: fc.integer(),
    is_train: fc.boolean(),
  },
  'x',
  'y',
  'z',
)
const episode = record(
  { episode_id: label, host_id: label, profile: label, started_at: when, bytes: amount, alerts: count },
  'episode_id',
  'host_id',
  'profile',
  'started_at',
  'bytes',
  'alerts',
)

/** What producers may say of each topic that they may publish: mostly accepted, and at the edges of what is. */
const payloads: Partial<Record<TopicName, fc.Arbitrary<unknown>>> = {
  attack_profile: profile,
  prediction: record(
    {
      episode_id: label,
      window_idx: count,
      predicted: className,
      truth: className,
      proba: score,
      model: label,
    },
    'episode_id',
    'window_idx',
    'predicted',
  ),
  model_metric: record(
    { model: label, macro_f1: macroF1, accuracy: score, split: label, n: count },
    'model',
    'macro_f1',
  ),
  host_counts: fc.dictionary(label, amount, { maxKeys: 12, noNullPrototype: true }),
  phase_mix: fc.dictionary(label, amount, { maxKeys: 12, noNullPrototype: true }),
  recent_episodes: fc.array(episode, { maxLength: 5 }),
  totals: record(
    { total_alerts: amount, total_bytes: amount, total_episodes: amount },
    'total_alerts',
    'total_bytes',
    'total_episodes',
  ),
  embedding: fc.oneof(point, record({ points: fc.array(point, { minLength: 1, maxLength: 5 }) }, 'points')),
  model_perf: record(
    { model: label, latency_ms: latency, throughput_per_s: amount, params: amount, size_mb: amount, device: label },
    'model',
    'latency_ms',
  ),
  live_detection: record(
    {
      host_id: label,
      label,
      score,
      model: label,
      phase: label,
      episode_id: label,
      window_idx: count,
      latency_ms: amount,
      alert: fc.boolean(),
    },
    'host_id',
    'label',
    'score',
  ),
  marker: record({ label }, 'label'),
}

/** An event as a producer sends it. */
export const events = fc.oneof(
  ...Object.entries(payloads).map(([type, payload]) =>
    fc.record(
      { type: fc.constant(type), payload, timestamp: fc.oneof(amount, fc.constant(1_781_246_273)) },
      { requiredKeys: ['type', 'payload'], noNullPrototype: true },
    ),
  ),
)
