import { modelFiles } from './models.mjs'
import { hosts, indexLine, phases } from './world.mjs'

const ANCHORS = 8
const RECENT = 20

/** Where the sample play begins: what the sample data say, so that the first live value continues the last file's. */
export function playBase(episodes, rows) {
  const all = episodes.map((episode) => JSON.parse(indexLine(episode)))
  const sum = (of) => all.reduce((total, episode) => total + of(episode), 0)
  return {
    next_episode: episodes.length,
    host_counts: Object.fromEntries(hosts.map((host) => [host, all.filter(({ host_id }) => host_id === host).length])),
    phase_mix: Object.fromEntries(phases.map((phase) => [phase, sum((episode) => episode.phases[phase] ?? 0)])),
    totals: {
      total_alerts: sum(({ alerts }) => alerts),
      total_bytes: sum(({ bytes }) => bytes),
      total_episodes: all.length,
    },
    recent_episodes: all
      .slice(-RECENT)
      .reverse()
      .map(({ duration_s: _duration, phases: _phases, ...episode }) => episode),
    models: Object.entries(modelFiles())
      .filter(([, { latency_ms }]) => latency_ms)
      .map(([file, { model, macro_f1, accuracy, n }]) => ({
        model,
        macro_f1: macro_f1.point ?? macro_f1,
        accuracy,
        split: file.includes('_train') ? 'train' : 'eval',
        n,
      })),
    anchors: anchors(rows),
  }
}

/** Some points of each profile and phase: live points appear near them. */
function anchors(rows) {
  const byPlace = {}
  for (const { profile, phase_int, cluster, x, y, z } of rows) {
    const place = `${profile}/${phase_int}`
    byPlace[place] ??= { cluster, points: [] }
    if (byPlace[place].points.length < ANCHORS) byPlace[place].points.push([x, y, z])
  }
  return byPlace
}
