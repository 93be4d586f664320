import { ago, counted, milliseconds, score, whole, words } from '../../../shared/format'
import { topics } from '../../../shared/topics'
import type { FactTable } from '../scene'
import { MINUTE_MS, perSecond } from './rate'
import type { Cell, Lane, LiveView } from './select'

/** After so long without a detection nothing is said of the last minute: three cadences, when the page calls it no news. */
const STALE_MS = 3 * (topics.live_detection.cadence_s ?? Infinity) * 1000

/** How many alerts the last minute brought, and the latest of them; where no data come, that, and what was last. */
export function headline(view: LiveView): string | null {
  if (view.lanes.length === 0) return null
  const cells = view.lanes.flatMap((lane) => lane.cells)
  const latest = view.lanes[0] // lanes stand in the order of their latest alert
  const silence = silenceOf(view)
  if (!latest?.latestAlert) return quiet(view, cells.length, silence)
  const last = `${latest.host}: ${words(latest.latestAlert.label)} at ${score(latest.latestAlert.score)}`
  if (silence !== null) return `No detections for ${silence}; the latest alert on ${last}`
  if (!knowsLastMinute(view)) {
    const alerts = cells.filter((cell) => cell.alert).length
    if (cells.length === 1) return `The one detection shown is an alert on ${last}`
    return `${counted(alerts, 'alert')} among the ${counted(cells.length, 'detection')} shown, latest on ${last}`
  }
  const alerts = cells.filter((cell) => cell.alert && cell.at > view.now - MINUTE_MS).length
  if (alerts > 0) return `${counted(alerts, 'alert')} in the last minute, latest on ${last}`
  const age = ago((view.now - latest.latestAlert.at) / 1000)
  return `No alert in the last minute; the latest ${age} on ${last}`
}

/** How long no detection has come, where that is too long for "no alert" to mean that all is well; else null. */
function silenceOf({ now, newestAt }: LiveView): string | null {
  const silent = newestAt === null ? 0 : now - newestAt
  return silent > STALE_MS ? ago(silent / 1000).replace(' ago', '') : null
}

function quiet(view: LiveView, cells: number, silence: string | null): string {
  if (silence !== null) return `No detections for ${silence}; no alert among the ${counted(cells, 'detection')} shown`
  return `No alert among ${counted(cells, 'detection')} on ${counted(view.lanes.length, 'host')}`
}

/**
 * True where nothing of the last minute can have been forgotten. Whatever the ring is bounded by, if it has dropped
 * an event of the last minute, then the longest lane lies wholly within it.
 */
function knowsLastMinute({ lanes, now, hidden }: LiveView): boolean {
  const longest = Math.max(...lanes.map((lane) => lane.cells.length))
  const within = (lane: Lane) => lane.cells.every((cell) => cell.at > now - MINUTE_MS)
  return hidden === 0 && !lanes.some((lane) => lane.cells.length === longest && within(lane))
}

export function facts(view: LiveView): FactTable {
  return {
    caption: 'Live detections by host, the latest alert first',
    columns: ['host', 'detections', 'alerts', 'rate', 'median latency', 'newest', 'latest alert'],
    rows: view.lanes.map((lane) => [
      lane.host,
      whole(lane.cells.length),
      whole(lane.cells.filter((cell) => cell.alert).length),
      lane.rate === null ? '' : perSecond(lane.rate),
      lane.p50 === null ? '' : milliseconds(lane.p50),
      told(lane.cells.at(-1) ?? null),
      told(lane.latestAlert),
    ]),
  }
}

const told = (cell: Cell | null) => (cell ? `${words(cell.label)} at ${score(cell.score)}` : '')
