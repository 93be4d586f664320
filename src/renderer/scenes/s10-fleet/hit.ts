import { bytes, counted, words } from '../../../shared/format'
import { startOf, windows } from './headline'
import type { FleetLayout } from './layout'

/** What stands at a point: its name, and what is known of it. Null where nothing does. */
export interface Reading {
  readonly name: string
  readonly facts: readonly string[]
  /** Where it is told: at the point, or under what already says something there. */
  readonly y: number
}

export function readFleet(layout: FleetLayout, x: number, y: number): Reading | null {
  return readHost(layout, x, y) ?? readPhase(layout, x, y) ?? readEpisode(layout, x, y)
}

function readHost({ hosts }: FleetLayout, x: number, y: number): Reading | null {
  if (!hosts || x < hosts.box.x || x > hosts.box.x + hosts.box.width) return null
  const bar =
    hosts.bars.find((bar) => y >= bar.y && y < bar.y + hosts.rowHeight) ??
    (hosts.tail && y > hosts.tail.captionY && y <= hosts.tail.base
      ? hosts.tail.bars.findLast((bar) => x >= bar.x && x < bar.x + hosts.box.width / 8)
      : undefined)
  if (!bar) return null
  return { name: bar.host, facts: [counted(bar.count, 'episode')], y }
}

function readPhase({ phases, height }: FleetLayout, x: number, y: number): Reading | null {
  if (!phases || y < phases.barY || y > phases.barY + phases.barHeight) return null
  const segment = phases.segments.find((segment) => x >= segment.x && x < segment.x + segment.width)
  if (!segment) return null
  // A readout in the picture's upper half hangs down from its point: it begins under the labels, and covers none.
  const foot = phases.box.y + phases.height
  return {
    name: words(segment.phase),
    facts: [windows(segment.count), segment.percent],
    y: y > height / 2 ? y : Math.min(foot, height / 2),
  }
}

function readEpisode({ recent }: FleetLayout, x: number, y: number): Reading | null {
  if (!recent || x < recent.box.x || x > recent.box.x + recent.box.width) return null
  const row = recent.rows.find((row) => y >= row.y && y < row.y + row.height)
  if (!row) return null
  const { id, profile, host, startedAt, bytes: size, alerts } = row.episode
  const start = startedAt === null ? [] : [`${startOf(startedAt)} UTC`]
  const facts = [words(profile), host, ...start, bytes(size), counted(alerts, 'alert')]
  return { name: id, facts, y }
}
