import base from './base.json' with { type: 'json' }
import { type Episode, phases, round } from './episode'
import type { PlayedEvent } from './events'
import type { Random } from './random'

const RECENT = 20
/** Episodes of the play began on the sample data's last day, so that the same seed says the same. */
const FIRST_DAY = Date.parse(base.recent_episodes[0]?.started_at ?? '2026-05-01T08:00:00Z')

/** The sums that go on from where the sample data end. */
export interface Tally {
  readonly hosts: readonly [string, ...string[]]
  /** The number of the next episode. */
  nextEpisode(): number
  /** A live point near those of its kind. */
  point(episode: Episode, random: Random): PlayedEvent
  /** A model's score as it wanders a little around its evaluation. */
  metric(random: Random): PlayedEvent
  /** What an ended episode adds. */
  ended(episode: Episode, random: Random): PlayedEvent[]
}

export function createTally(): Tally {
  const counts = new Map(Object.entries(base.host_counts))
  const mix = new Map(Object.entries(base.phase_mix))
  const totals = { ...base.totals }
  const anchors = new Map(Object.entries(base.anchors))
  let recent: {
    episode_id: string
    host_id: string
    profile: string
    started_at: string
    bytes: number
    alerts: number
  }[] = base.recent_episodes
  let next = base.next_episode
  const [firstHost = 'host-01', ...otherHosts] = counts.keys()

  return {
    hosts: [firstHost, ...otherHosts],
    nextEpisode: () => next++,
    point({ episode_id, host_id, profile, course, window }, random) {
      const phase_int = Math.max(0, phases.indexOf(course[window] ?? 'baseline'))
      const place = anchors.get(`${profile}/${phase_int}`)
      const [x = 0, y = 0, z = 0] = place?.points[Math.floor(random.next() * place.points.length)] ?? []
      const near = (value: number) => round(value + 0.15 * random.normal())
      const at = { x: near(x), y: near(y), z: near(z) }
      const kind = { phase_int, predicted_int: phase_int, cluster: place?.cluster ?? 0, is_train: false }
      return {
        type: 'embedding',
        key: 'embedding',
        agoMs: 0,
        payload: { ...at, episode_id, host_id, profile, ...kind },
      }
    },
    metric(random) {
      const model = base.models[Math.floor(random.next() * base.models.length)] ?? base.models[0]
      if (!model) throw new Error('the sample data name no model')
      const point = round(Math.min(1, model.macro_f1 + 0.002 * random.normal()))
      const macro_f1 = { point, lo: round(point - 0.012), hi: round(Math.min(1, point + 0.011)) }
      const payload = { model: model.model, macro_f1, accuracy: model.accuracy, split: model.split, n: model.n }
      return { type: 'model_metric', key: `model_metric/${model.model}`, agoMs: 0, payload }
    },
    ended({ episode_id, host_id, profile, course, alerts }, random) {
      const bytes = Math.round(random.between(2, 40) * 1e6)
      totals.total_alerts += alerts
      totals.total_bytes += bytes
      totals.total_episodes += 1
      counts.set(host_id, (counts.get(host_id) ?? 0) + 1)
      for (const phase of course) mix.set(phase, (mix.get(phase) ?? 0) + 1)
      const started_at = new Date(
        FIRST_DAY + (totals.total_episodes - base.totals.total_episodes) * 55_000,
      ).toISOString()
      recent = [{ episode_id, host_id, profile, started_at, bytes, alerts }, ...recent].slice(0, RECENT)
      return [
        { type: 'totals', key: 'totals', agoMs: 0, payload: { ...totals } },
        { type: 'host_counts', key: 'host_counts', agoMs: 0, payload: Object.fromEntries(counts) },
        { type: 'phase_mix', key: 'phase_mix', agoMs: 0, payload: Object.fromEntries(mix) },
        { type: 'recent_episodes', key: 'recent_episodes', agoMs: 0, payload: recent },
      ]
    },
  }
}
