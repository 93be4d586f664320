import { z } from 'zod'
import { correctionBounds } from './correction'

/** A word that ends up on the screen: no control characters, none that turn the direction of the text around it. */
const label = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u, 'has control or direction characters')
const id = label
const score = z.number().min(0).max(1)
const count = z.number().int().min(0)
/** Quantities end where a screen's arithmetic would: sums, differences and half steps of these stay exact enough to draw. */
const quantity = z.number().min(-1e15).max(1e15)
const amount = z.number().min(0).max(1e18)
/** A class by name, or by number where a producer has no names. */
const className = z.union([label, z.number().int()])

const macroF1 = z.union([score, z.object({ point: score, lo: score.optional(), hi: score.optional() })])
const latencyMs = z.union([amount, z.object({ p50: amount, p95: amount.optional(), p99: amount.optional() })])

const attackProfile = z
  .object({
    name: id,
    /** Seconds since the start of the attack. */
    t: z.array(quantity),
    value: z.array(quantity),
    unit: label.optional(),
    phases: z.array(z.object({ name: label, start: quantity, end: quantity })).optional(),
  })
  .refine((profile) => profile.t.length === profile.value.length, 't and value have different lengths')

const prediction = z.object({
  episode_id: id,
  window_idx: count,
  predicted: className,
  truth: className.optional(),
  proba: score.optional(),
  model: id.optional(),
})

const modelMetric = z.object({
  model: id,
  macro_f1: macroF1,
  accuracy: score.optional(),
  split: label.optional(),
  n: count.optional(),
})

const hostCounts = z
  .record(label, amount)
  .refine((hosts) => Object.keys(hosts).length <= 256, 'has more than 256 hosts')

const phaseMix = z
  .record(label, amount)
  .refine((phases) => Object.keys(phases).length <= 256, 'has more than 256 phases')

const recentEpisodes = z.array(
  z.object({
    episode_id: id,
    host_id: id,
    profile: label,
    /** ISO 8601. */
    started_at: label,
    bytes: amount,
    alerts: count,
  }),
)

const totals = z.object({ total_alerts: amount, total_bytes: amount, total_episodes: amount })

const embeddingSnapshot = z.object({
  /** Of the Arrow stream's bytes, 64 hexadecimal digits: the name of the embedding. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: count,
  bytes: count,
  /** Path on the server: `/data/SHA256.arrow`. */
  url: z.string().startsWith('/data/'),
  source: label,
  /** Epoch seconds. */
  modified_at: z.number(),
  categories: z.object({ host_id: z.array(z.string()), profile: z.array(z.string()) }),
  /** Of the finite rows, per axis. */
  bounds: z.object({
    min: z.tuple([z.number(), z.number(), z.number()]),
    max: z.tuple([z.number(), z.number(), z.number()]),
  }),
})

const point = z.object({
  x: quantity,
  y: quantity,
  z: quantity,
  episode_id: id.optional(),
  host_id: id.optional(),
  profile: label.optional(),
  phase_int: z.number().int().optional(),
  predicted_int: z.number().int().optional(),
  cluster: z.number().int().optional(),
  is_train: z.boolean().optional(),
})

const embedding = z.union([z.object({ points: z.array(point).min(1).max(2_000) }), point])

const modelPerf = z.object({
  model: id,
  latency_ms: latencyMs,
  throughput_per_s: amount.optional(),
  params: amount.optional(),
  size_mb: amount.optional(),
  device: label.optional(),
})

const liveDetection = z.object({
  host_id: id,
  label,
  score,
  model: id.optional(),
  phase: label.optional(),
  episode_id: id.optional(),
  window_idx: count.optional(),
  latency_ms: amount.optional(),
  alert: z.boolean().optional(),
})

const factor = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max)
const deck = z.object({
  scene: z.number().int(),
  curtain: z.union([z.null(), z.literal('black'), z.literal('white')]),
  frozen: z.boolean(),
  overview: z.boolean(),
  /** The stage shows the audience's address; absent while it does not. */
  code: z.boolean().optional(),
  /** What the stage's projector needs, 1 is neutral; absent while it needs nothing. */
  correction: z
    .object({
      brightness: factor(correctionBounds.brightness),
      contrast: factor(correctionBounds.contrast),
      saturation: factor(correctionBounds.saturation),
    })
    .optional(),
  timer: z.object({
    /** Epoch seconds; null while it never ran. */
    started_at: z.number().nullable(),
    /** Seconds that had passed when it last stopped. */
    elapsed_s: amount,
    running: z.boolean(),
  }),
})

const marker = z.object({ label })

const tape = z.object({
  state: label,
  file: label.nullable(),
  events: count,
  bytes: count,
  duration_s: amount,
  position_s: amount.optional(),
  speed: amount.optional(),
  /** Of a replay: whether it begins again at its end, and passes over the time in which nothing happens. */
  loop: z.boolean().optional(),
  skip_idle: z.boolean().optional(),
})

const ingestJob = z.object({
  id,
  source: label,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: count,
  total: count,
  error: label.optional(),
})

const alert = z.object({
  id,
  severity: z.enum(['info', 'warning', 'error', 'critical']),
  message: label,
  source: label,
  count: z.number().int().min(1),
  dismissed: z.boolean().optional(),
})

/** What each topic carries. Apart from the table of topics, because a page checks no payload and is not to wait for a schema before its first paint. */
export const payloads = {
  attack_profile: attackProfile,
  prediction,
  model_metric: modelMetric,
  host_counts: hostCounts,
  phase_mix: phaseMix,
  recent_episodes: recentEpisodes,
  totals,
  embedding_snapshot: embeddingSnapshot,
  embedding,
  model_perf: modelPerf,
  live_detection: liveDetection,
  deck,
  marker,
  recorder_status: tape,
  replay_status: tape,
  ingest_job: ingestJob,
  alert,
}

export type Payloads = { readonly [T in keyof typeof payloads]: z.infer<(typeof payloads)[T]> }
