import type { Random } from './random'

export const phases = ['baseline', 'recon', 'access', 'execution', 'persistence', 'exfil', 'cleanup'] as const
export type Phase = (typeof phases)[number]

const WINDOWS = 60

/** How many windows of 60 each profile spends in each phase; what is missing of 60 is baseline at the begin. */
const courses = {
  benign: { recon: 14 },
  idle: { recon: 5 },
  ssh_bruteforce: { recon: 9, access: 15, execution: 13, persistence: 10 },
  port_scan: { recon: 32, access: 6, execution: 5 },
  lateral_movement: { recon: 10, access: 9, execution: 12, persistence: 11, exfil: 4, cleanup: 3 },
  exfiltration: { recon: 5, access: 6, execution: 9, persistence: 6, exfil: 17, cleanup: 5 },
} as const satisfies Record<string, Partial<Record<Phase, number>>>

type Profile = keyof typeof courses

/** An episode that is being played: a host lives through a profile's phases, window by window. */
export interface Episode {
  readonly episode_id: string
  readonly host_id: string
  readonly profile: Profile
  /** The phase of every window. */
  readonly course: readonly Phase[]
  window: number
  alerts: number
}

const profiles = [
  'benign',
  'benign',
  'benign',
  'idle',
  'idle',
  'ssh_bruteforce',
  'port_scan',
  'lateral_movement',
  'exfiltration',
] as const

export function createEpisode(number: number, host_id: string, random: Random): Episode {
  const profile = random.pick(profiles)
  const share = random.between(0.75, 1.15)
  const attack = Object.entries(courses[profile]).flatMap(([phase, windows]) =>
    Array.from({ length: Math.round(windows * share) }, () => phases.find((known) => known === phase) ?? 'baseline'),
  )
  const calm = Array.from({ length: Math.max(1, WINDOWS - attack.length) }, () => 'baseline' as const)
  const episode_id = `ep-${String(number).padStart(6, '0')}`
  return { episode_id, host_id, profile, course: [...calm, ...attack].slice(0, WINDOWS), window: 0, alerts: 0 }
}

/** What a classifier says of a window: mostly right, else the phase before or after. */
export function classify(phase: Phase, random: Random): { readonly predicted: Phase; readonly score: number } {
  if (random.next() < 0.9) return { predicted: phase, score: round(random.between(0.62, 0.995)) }
  const neighbour = phases[phases.indexOf(phase) + (random.next() < 0.5 ? -1 : 1)]
  return { predicted: neighbour ?? phase, score: round(random.between(0.38, 0.74)) }
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
