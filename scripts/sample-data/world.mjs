/** What the simulated network is made of. */
export const phases = ['baseline', 'recon', 'access', 'execution', 'persistence', 'exfil', 'cleanup']
export const attacks = ['ssh_bruteforce', 'port_scan', 'lateral_movement', 'exfiltration']
export const hosts = Array.from({ length: 12 }, (_, i) => `host-${String(i + 1).padStart(2, '0')}`)

const EPISODES = 2_500
const WINDOWS = 60

/** Share of an episode's windows by phase; a profile that stops early has zeros at its end. */
const shares = {
  benign: [0.72, 0.28],
  idle: [0.9, 0.1],
  ssh_bruteforce: [0.22, 0.14, 0.24, 0.22, 0.18],
  port_scan: [0.3, 0.52, 0.1, 0.08],
  lateral_movement: [0.2, 0.16, 0.14, 0.2, 0.18, 0.06, 0.06],
  exfiltration: [0.2, 0.08, 0.1, 0.14, 0.1, 0.28, 0.1],
}
const profiles = ['benign', 'benign', 'benign', 'idle', 'idle', ...attacks, ...attacks]

/** @param {import('../../src/main/feeders/sample/random').Random} r */
export function makeEpisodes(r) {
  let time = Date.UTC(2026, 4, 1, 8)
  return Array.from({ length: EPISODES }, (_, n) => {
    time += Math.round(r.between(20_000, 90_000))
    const profile = r.pick(profiles)
    const windows = phaseWindows(profile, r)
    const grave = windows.slice(2).reduce((sum, count) => sum + count, 0)
    return {
      episode_id: `ep-${String(n).padStart(6, '0')}`,
      // The higher numbers are the quieter hosts.
      host_id: hosts[Math.floor(hosts.length * r.next() ** 1.3)],
      profile,
      started_at: new Date(time).toISOString(),
      duration_s: WINDOWS,
      bytes: Math.round(r.between(0.4, 1.6) * 1e6 * (profile === 'idle' ? 1 : 4 + (windows[5] ?? 0) * 2.5)),
      alerts: Math.round(grave * r.between(0, 0.25)),
      windows,
    }
  })
}

/** Windows by phase, WINDOWS in all, each episode a little different. */
function phaseWindows(profile, r) {
  const weights = shares[profile].map((share) => share * r.between(0.7, 1.3))
  const sum = weights.reduce((a, b) => a + b, 0)
  const windows = weights.map((weight) => Math.floor((weight / sum) * WINDOWS))
  windows[0] += WINDOWS - windows.reduce((a, b) => a + b, 0)
  return windows
}

/** A line of index.jsonl. */
export function indexLine({ windows, ...episode }) {
  const named = Object.fromEntries(windows.map((count, phase) => [phases[phase], count]))
  return JSON.stringify({ ...episode, phases: named })
}
