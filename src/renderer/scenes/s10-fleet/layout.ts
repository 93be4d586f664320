import { sum } from 'd3-array'
import { bytes, plural, whole } from '../../../shared/format'
import type { Box } from '../../ui/box'
import { withoutSharedDomain } from '../../ui/host-names'
import type { MeasureText } from '../../ui/measure-text'
import type { Frame } from '../scene'
import { type HostsLayout, layHosts } from './lay-hosts'
import { layPhases, type PhasesLayout } from './lay-phases'
import { layList, layTable, type RecentLayout } from './lay-recent'
import type { FleetView, Totals } from './select'

export interface TotalsLayout {
  readonly size: number
  readonly figures: readonly {
    readonly name: string
    readonly value: number
    readonly text: string
    readonly x: number
    /** Baseline of the figure; its name stands under it. */
    readonly y: number
  }[]
  readonly height: number
}

/** Every part that is known, each in its place; what is not known takes no room. */
export interface FleetLayout {
  readonly height: number
  readonly totals: TotalsLayout | null
  readonly phases: PhasesLayout | null
  readonly hosts: HostsLayout | null
  readonly recent: RecentLayout | null
}

/** Between the columns, and between what stands under one another, in units. */
const GAP = 5
const PAUSE = 4

export function layout(view: FleetView, frame: Frame, measure: MeasureText): FleetLayout {
  return frame.layout === 'stage' ? onStage(view, frame, measure) : inColumn(view, frame, measure)
}

/** Hosts at the left over the whole height; at the right the totals, the phases and what happened last. */
function onStage(view: FleetView, frame: Frame, measure: MeasureText): FleetLayout {
  const { width, height, unit } = frame
  const others = view.totals !== null || view.phases.length > 0 || view.recent.length > 0
  const hostsWidth = view.hosts.length === 0 ? 0 : others ? 0.37 * (width - GAP * unit) : width
  const x = view.hosts.length === 0 ? 0 : hostsWidth + GAP * unit
  const box: Box = { x, y: 0, width: width - x, height }
  const nameOf = namesIn(view)
  const hostsBox = { ...box, x: 0, width: hostsWidth }
  const hosts = view.hosts.length > 0 ? layHosts(view.hosts, nameOf, hostsBox, unit, measure) : null
  if (view.recent.length === 0) return { height, hosts, recent: null, ...totalsAndPhases(view, box, unit, measure) }
  const totals = view.totals && rowTotals(view.totals, box, unit, measure)
  let y = totals ? totals.height + PAUSE * unit : 0
  const phases = view.phases.length > 0 ? layPhases(view.phases, { ...box, y }, unit, measure) : null
  if (phases) y += phases.height + PAUSE * unit
  const recent = layTable(view.recent, nameOf, { ...box, y, height: height - y }, unit, measure)
  return { height, totals, phases, hosts, recent }
}

/** Where no episodes follow, the phases stand at the foot, and the totals take the room above them. */
function totalsAndPhases(view: FleetView, box: Box, unit: number, measure: MeasureText) {
  const needed = view.phases.length > 0 ? layPhases(view.phases, box, unit, measure).height : 0
  const y = view.totals ? box.height - needed : 0
  return {
    phases: needed > 0 ? layPhases(view.phases, { ...box, y }, unit, measure) : null,
    totals: view.totals && stackTotals(view.totals, { ...box, height: box.height - needed }, unit, measure),
  }
}

/** One thing under the other, each as tall as it needs. */
function inColumn(view: FleetView, frame: Frame, measure: MeasureText): FleetLayout {
  const { width, unit } = frame
  let y = 0
  const box = (height = 0): Box => ({ x: 0, y, width, height })
  const under = <Part extends { readonly height: number }>(part: Part | null): Part | null => {
    if (part) y += part.height + PAUSE * unit
    return part
  }
  const totals = under(view.totals && rowTotals(view.totals, box(), unit, measure))
  const phases = under(view.phases.length > 0 ? layPhases(view.phases, box(), unit, measure) : null)
  const rows = Math.min(view.hosts.length, 20)
  const nameOf = namesIn(view)
  const hostsHeight = (3.4 * rows + 4) * unit
  const hosts = under(view.hosts.length > 0 ? layHosts(view.hosts, nameOf, box(hostsHeight), unit, measure) : null)
  const recent = under(view.recent.length > 0 ? layList(view.recent, nameOf, box(), unit, measure) : null)
  return { height: Math.max(0, y - PAUSE * unit), totals, phases, hosts, recent }
}

/** A host has one name in all parts. */
const namesIn = ({ hosts, recent }: FleetView) => withoutSharedDomain([...hosts, ...recent].map(({ host }) => host))

const figuresOf = (totals: Totals) => [
  { name: plural(totals.episodes, 'episode'), value: totals.episodes, text: whole(totals.episodes) },
  { name: plural(totals.alerts, 'alert'), value: totals.alerts, text: whole(totals.alerts) },
  { name: 'data', value: totals.bytes, text: bytes(totals.bytes) },
]

/** Size of the name under a figure, in units. */
export const NAME = 2.2

/** Height of a capital, and of what stands under the figure, in parts of the text's size. */
const CAP = 0.75

/** Of a text, in parts of its size: measured large, because a browser rounds the smallest fonts. */
const widthPerSize = (text: string, measure: MeasureText) => measure(text, { size: 100, weight: 650 }) / 100

function rowTotals(totals: Totals, box: Box, unit: number, measure: MeasureText): TotalsLayout {
  const figures = figuresOf(totals)
  const gap = 3 * unit
  const room = box.width - gap * (figures.length - 1)
  const columns = figures.map(({ name, text }) => ({
    name: measure(name, { size: NAME * unit }),
    figure: widthPerSize(text, measure),
  }))
  const size = sizeOf(columns, room, 9.5 * unit)
  const widths = columns.map(({ name, figure }) => Math.max(name, figure * size))
  const spare = (room - sum(widths)) / (figures.length - 1)
  let x = box.x
  return {
    size,
    height: CAP * size + 5 * unit,
    figures: figures.map((figure, i) => {
      const placed = { ...figure, x, y: box.y + CAP * size }
      x += (widths[i] ?? 0) + gap + spare
      return placed
    }),
  }
}

/** How wide the name is, and the figure in parts of its size. */
interface Column {
  readonly name: number
  readonly figure: number
}

/** The largest size of the figures at which all columns have room, each as wide as its figure and its name. */
function sizeOf(columns: readonly Column[], room: number, most: number): number {
  const size = Math.min(most, room / sum(columns, ({ figure }) => figure))
  const named = columns.filter(({ name, figure }) => name > figure * size)
  if (named.length === 0 || named.length === columns.length) return size
  // As wide as their names they stay at any smaller size: the others share what these leave.
  const others = columns.filter((column) => !named.includes(column))
  return sizeOf(others, room - sum(named, ({ name }) => name), size)
}

/** Where nothing stands under them the figures take the room. */
function stackTotals(totals: Totals, box: Box, unit: number, measure: MeasureText): TotalsLayout {
  const figures = figuresOf(totals)
  const widest = Math.max(...figures.map((figure) => widthPerSize(figure.text, measure)))
  const step = box.height / figures.length
  const size = Math.min(box.width / widest, (step - 8 * unit) / CAP, 22 * unit)
  return {
    size,
    height: box.height - 4 * unit,
    figures: figures.map((figure, i) => ({ ...figure, x: box.x, y: box.y + i * step + CAP * size })),
  }
}
