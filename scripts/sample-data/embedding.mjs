import { place } from './shapes.mjs'
import { attacks, hosts } from './world.mjs'

/**
 * A row a window, in an order in which every beginning of the file is a fair sample of all clusters.
 * @param {ReturnType<typeof import('./world.mjs').makeEpisodes>} episodes
 * @param {import('../../src/main/feeders/sample/random').Random} r
 */
export function makeRows(episodes, r) {
  const rows = episodes.flatMap((episode) => {
    const isTrain = r.next() < 0.7
    return episode.windows.flatMap((count, phase) =>
      Array.from({ length: count }, (_, i) => row(episode, phase, (i + r.next()) / count, isTrain, r)),
    )
  })
  return stratified(rows, r)
}

function row(episode, phase, through, isTrain, r) {
  const { profile, host_id } = episode
  const arm = attacks.indexOf(profile)
  // Windows gather in the middle of a phase; the few between two phases are the thread that joins them.
  const calm = arm < 0 || phase === 0
  const along = calm ? r.next() : 0.5 + 0.5 * Math.sign(through - 0.5) * Math.abs(2 * through - 1) ** 1.25
  const [x, y, z] = place(profile, phase, along, hosts.indexOf(host_id))
  const spread = (profile === 'idle' ? 0.05 : calm ? 0.08 : 0.1) * (r.next() < 0.08 ? 4 : 1)
  const at = (value) => Math.round((value + spread * r.normal()) * 1000) / 1000
  return {
    x: at(x),
    y: at(y),
    z: at(z),
    episode_id: episode.episode_id,
    host_id,
    profile,
    phase_int: phase,
    predicted_int: predicted(phase, along, calm, r),
    cluster: arm < 0 ? (profile === 'idle' ? 0 : 1) : phase === 0 ? 1 : 2 + 3 * arm + Math.floor((phase - 1) / 2),
    is_train: isTrain,
  }
}

/** Wrong mostly where two phases meet, and then by one phase. */
export function predicted(phase, along, calm, r) {
  const edge = calm ? 0.05 : 0.04 + 0.34 * Math.abs(2 * along - 1) ** 4
  if (r.next() >= edge) return phase
  if (calm) return phase === 0 ? 1 : 0
  return Math.max(0, Math.min(6, phase + (along < 0.5 ? -1 : 1)))
}

/** Rows of an episode that stay together: runs are what dictionaries and compression live on. */
const RUN = 6

/** Each cluster's runs spread evenly over the whole order. */
function stratified(rows, r) {
  const runs = []
  for (const item of rows) {
    const run = runs.at(-1)
    const fits = run && run.length < RUN && run[0].episode_id === item.episode_id && run[0].cluster === item.cluster
    if (fits) run.push(item)
    else runs.push([item])
  }
  const sizes = new Map()
  for (const { cluster } of rows) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  const taken = new Map()
  return shuffled(runs, r)
    .map((run) => {
      const [{ cluster }] = run
      const nth = taken.get(cluster) ?? 0
      taken.set(cluster, nth + run.length)
      return { run, rank: (nth + run.length * r.next()) / sizes.get(cluster) }
    })
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ run }) => run)
}

function shuffled(items, r) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(r.next() * (i + 1))
    ;[items[i], items[j]] = [items[j], items[i]]
  }
  return items
}
