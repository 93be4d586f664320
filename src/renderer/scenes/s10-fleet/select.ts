import type { StickyCache } from '../../../shared/sticky-cache'
import { phaseNames } from '../../ui/palette'

export interface HostCount {
  readonly host: string
  readonly count: number
}

export interface PhaseShare {
  readonly phase: string
  readonly count: number
  /** Of all phases together, 0 to 1. */
  readonly share: number
}

export interface Totals {
  readonly episodes: number
  readonly alerts: number
  readonly bytes: number
}

export interface RecentEpisode {
  readonly id: string
  readonly host: string
  readonly profile: string
  /** Epoch milliseconds; null where `started_at` is no date. */
  readonly startedAt: number | null
  readonly bytes: number
  readonly alerts: number
}

/** What is known of the fleet; a part that nobody has told is empty or null, never zero. */
export interface FleetView {
  /** Most episodes first, equals by name. */
  readonly hosts: readonly HostCount[]
  /** In the order of an attack, then the unknown ones, largest first; without those that never occurred. */
  readonly phases: readonly PhaseShare[]
  readonly totals: Totals | null
  /** Newest first. */
  readonly recent: readonly RecentEpisode[]
}

export function select(replica: StickyCache, now: number): FleetView {
  const totals = replica.read('totals', now).at(-1)?.payload
  const episodes = replica.read('recent_episodes', now).at(-1)?.payload ?? []
  return {
    hosts: sortHosts(replica.read('host_counts', now).at(-1)?.payload ?? {}),
    phases: sharePhases(replica.read('phase_mix', now).at(-1)?.payload ?? {}),
    totals: totals ? { episodes: totals.total_episodes, alerts: totals.total_alerts, bytes: totals.total_bytes } : null,
    recent: episodes
      .map((episode) => ({
        id: episode.episode_id,
        host: episode.host_id,
        profile: episode.profile,
        startedAt: epochMs(episode.started_at),
        bytes: episode.bytes,
        alerts: episode.alerts,
      }))
      .sort((a, b) => (b.startedAt ?? -Infinity) - (a.startedAt ?? -Infinity) || 0),
  }
}

function sortHosts(counts: Readonly<Record<string, number>>): HostCount[] {
  return Object.entries(counts)
    .map(([host, count]) => ({ host, count }))
    .sort((a, b) => b.count - a.count || byName(a.host, b.host))
}

function sharePhases(counts: Readonly<Record<string, number>>): PhaseShare[] {
  const known: readonly string[] = phaseNames
  const rank = (phase: string) => (known.includes(phase) ? known.indexOf(phase) : known.length)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([phase, count]) => ({ phase, count, share: count / total }))
    .sort((a, b) => rank(a.phase) - rank(b.phase) || b.count - a.count || byName(a.phase, b.phase))
}

function epochMs(iso: string): number | null {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? null : ms
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
