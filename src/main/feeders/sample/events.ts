import type { Payload } from '../../../shared/topics'
import { classify, type Episode, round } from './episode'
import type { Random } from './random'

type PlayedTopic =
  | 'live_detection'
  | 'prediction'
  | 'model_metric'
  | 'embedding'
  | 'host_counts'
  | 'phase_mix'
  | 'recent_episodes'
  | 'totals'

/** An event of the play before it has a time. */
export type PlayedEvent = {
  readonly [T in PlayedTopic]: {
    readonly type: T
    /** The name of the value, as a feeder's. */
    readonly key: string
    readonly payload: Payload<T>
    /** How long before its moment it happened. */
    readonly agoMs: number
  }
}[PlayedTopic]

/** Of every how many episodes the single predictions are shown. */
const SHOWN = 3

/** What is said of an episode's current window: a detection, and of some episodes the prediction itself. */
export function windowEvents(episode: Episode, random: Random): PlayedEvent[] {
  const { episode_id, host_id, profile, window, course } = episode
  const phase = course[window] ?? 'baseline'
  const { predicted, score } = classify(phase, random)
  const calm = profile === 'benign' || profile === 'idle'
  const grave = predicted === 'exfil' || predicted === 'execution'
  const alert = grave && score > 0.7
  if (alert) episode.alerts += 1
  const latency = 1.9 * Math.exp(0.32 * random.normal())
  const events: PlayedEvent[] = [
    {
      type: 'live_detection',
      key: `live_detection/${host_id}`,
      agoMs: 0,
      payload: {
        host_id,
        label: calm && predicted === 'baseline' ? 'benign' : predicted,
        // A calm window is a low bar, a grave one a tall bar.
        score: predicted === 'baseline' ? round(1 - score) : score,
        model: 'gbt',
        phase,
        episode_id,
        window_idx: window,
        latency_ms: Math.round(latency * 100) / 100,
        alert,
      },
    },
  ]
  if (Number(episode_id.slice(-6)) % SHOWN === 0) {
    const payload = { episode_id, window_idx: window, predicted, truth: phase, proba: score, model: 'gbt' }
    events.push({ type: 'prediction', key: `prediction/${episode_id}/${window}`, agoMs: 0, payload })
  }
  return events
}
