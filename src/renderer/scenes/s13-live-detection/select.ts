import { max } from 'd3-array'
import type { StickyCache } from '../../../shared/sticky-cache'
import { withoutSharedDomain } from '../../ui/host-names'
import { median } from '../../ui/numbers'
import { ratePerSecond } from './rate'

/** Cells of a lane. */
export const LANE_CELLS = 60
/** Lanes that are drawn; hosts beyond are counted in `hidden`. */
const MAX_LANES = 64

export interface Cell {
  /** Offset of its event: names the cell for as long as it is retained. */
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly label: string
  /** 0 to 1. */
  readonly score: number
  readonly alert: boolean
  readonly latency: number | null
  readonly model: string | null
  readonly phase: string | null
  readonly episode: string | null
  readonly window: number | null
}

export interface Lane {
  readonly host: string
  /** The host as far as that tells its lane from the others. */
  readonly name: string
  /** Oldest first, in the order of arrival; never empty. */
  readonly cells: readonly Cell[]
  /** Detections a second over the last minute, or since the oldest retained; null where there is too little to tell. */
  readonly rate: number | null
  /** Median latency of the cells in milliseconds; null where none carries one. */
  readonly p50: number | null
  /** The newest alert among the cells. */
  readonly latestAlert: Cell | null
}

export interface LiveView {
  /** Server's clock, epoch milliseconds. */
  readonly now: number
  /** The lane with the newest alert first, those without one after them by name. */
  readonly lanes: readonly Lane[]
  /** Hosts that have no lane because there are too many. */
  readonly hidden: number
  /** Epoch milliseconds of the newest detection, with a lane or without; null where there is none. */
  readonly newestAt: number | null
}

export function select(replica: StickyCache, now: number): LiveView {
  const cells = new Map<string, Cell[]>()
  for (const { offset, timestamp, payload } of replica.read('live_detection', now)) {
    const lane = cells.get(payload.host_id) ?? []
    cells.set(payload.host_id, lane)
    lane.push({
      id: offset,
      at: timestamp * 1000,
      label: payload.label,
      score: payload.score,
      alert: payload.alert ?? false,
      latency: payload.latency_ms ?? null,
      model: payload.model ?? null,
      phase: payload.phase ?? null,
      episode: payload.episode_id ?? null,
      window: payload.window_idx ?? null,
    })
  }
  const nameOf = withoutSharedDomain(cells.keys())
  const lanes = [...cells]
    .map(([host, all]) => laneOf(host, nameOf(host), all.slice(-LANE_CELLS), now))
    .sort(byLatestAlert)
  return {
    now,
    lanes: lanes.slice(0, MAX_LANES),
    hidden: Math.max(0, lanes.length - MAX_LANES),
    newestAt: max(cells.values(), (lane) => max(lane, (cell) => cell.at)) ?? null,
  }
}

function laneOf(host: string, name: string, cells: readonly Cell[], now: number): Lane {
  const latencies = cells.flatMap((cell) => cell.latency ?? [])
  return {
    host,
    name,
    cells,
    rate: ratePerSecond(
      cells.map((cell) => cell.at),
      now,
    ),
    p50: median(latencies),
    latestAlert: cells.findLast((cell) => cell.alert) ?? null,
  }
}

function byLatestAlert(a: Lane, b: Lane): number {
  return (b.latestAlert?.id ?? 0) - (a.latestAlert?.id ?? 0) || (a.host < b.host ? -1 : 1)
}

export const count = (view: LiveView): number => view.lanes.reduce((sum, lane) => sum + lane.cells.length, 0)
