import { percent, words } from '../../../shared/format'
import type { Box } from '../../ui/box'
import { fitText, type MeasureText } from '../../ui/measure-text'
import type { PhaseShare } from './select'
import { spread } from './spread'

export interface PhaseSegment extends PhaseShare {
  /** True for the small ones that share a segment: they have no colour of their own. */
  readonly gathered: boolean
  /** The name as far as there is room. */
  readonly name: string
  readonly percent: string
  readonly x: number
  readonly width: number
  /** Left end of the label and the baseline of its first line. */
  readonly labelX: number
  readonly labelY: number
  readonly labelWidth: number
}

export interface PhasesLayout {
  readonly box: Box
  readonly height: number
  readonly barY: number
  readonly barHeight: number
  readonly nameSize: number
  readonly percentSize: number
  /** `under`: each label under its segment, led to it. `list`: rows of chip, name and share, where they would not fit. */
  readonly labels: 'under' | 'list'
  readonly segments: readonly PhaseSegment[]
}

/** Segments with a name of their own; what is beyond them is one segment, the smallest phases together. */
const NAMED = 9

/** How far a label may stand from the middle of its segment, in units, where it is not under it: past that it is read as another's. */
const STRAY = 4

/** One bar, as long as the box is wide, and a label for every segment. */
export function layPhases(phases: readonly PhaseShare[], box: Box, unit: number, measure: MeasureText): PhasesLayout {
  const shown = gather(phases)
  const nameSize = 1.9 * unit
  const percentSize = 2.6 * unit
  const names = shown.map((phase) => fitText(words(phase.phase), 20 * unit, { size: nameSize }, measure))
  const widths = shown.map((phase, i) =>
    Math.max(
      measure(names[i] ?? '', { size: nameSize }),
      measure(percent(phase.share), { size: percentSize, weight: 650 }),
    ),
  )
  const barY = box.y + 3 * unit
  const barHeight = 6 * unit
  let x = box.x
  const starts = shown.map((phase) => {
    const start = x
    x += phase.share * box.width
    return start
  })
  const centres = shown.map((phase, i) => (starts[i] ?? 0) + (phase.share * box.width) / 2)
  const lefts = spread(centres, widths, { from: box.x, to: box.x + box.width, gap: 1.8 * unit })
  const strays = lefts?.some((left, i) => {
    const away = Math.abs(left + (widths[i] ?? 0) / 2 - (centres[i] ?? 0))
    return away > Math.max(STRAY * unit, ((shown[i]?.share ?? 0) * box.width) / 2)
  })
  const under = strays ? null : lefts
  const list = listPlaces(widths, box, unit)
  const labelTop = barY + barHeight
  const segments = shown.map((phase, i) => ({
    ...phase,
    gathered: !phases.includes(phase),
    name: names[i] ?? '',
    percent: percent(phase.share),
    x: starts[i] ?? 0,
    width: phase.share * box.width,
    labelX: under?.[i] ?? list.places[i]?.x ?? 0,
    labelWidth: widths[i] ?? 0,
    labelY: labelTop + (under ? 4.6 * unit : (list.places[i]?.y ?? 0)),
  }))
  const height = labelTop - box.y + (under ? 8.2 * unit : list.height)
  return { box, height, barY, barHeight, nameSize, percentSize, labels: under ? 'under' : 'list', segments }
}

function gather(phases: readonly PhaseShare[]): readonly PhaseShare[] {
  if (phases.length <= NAMED + 1) return phases
  const named = new Set([...phases].sort((a, b) => b.share - a.share).slice(0, NAMED))
  const rest = phases.filter((phase) => !named.has(phase))
  const sum = (of: 'count' | 'share') => rest.reduce((total, phase) => total + phase[of], 0)
  const others = { phase: `${rest.length} others`, count: sum('count'), share: sum('share') }
  return [...phases.filter((phase) => named.has(phase)), others]
}

/** As many columns as fit: a chip, the share, the name. */
function listPlaces(widths: readonly number[], box: Box, unit: number) {
  const cell = Math.max(...widths) + 11 * unit
  const columns = Math.max(1, Math.floor(box.width / cell))
  const rows = Math.ceil(widths.length / columns)
  const places = widths.map((_, i) => ({
    x: box.x + Math.floor(i / rows) * (box.width / columns),
    y: (3.6 + (i % rows) * 3.4) * unit,
  }))
  return { places, height: (1.6 + rows * 3.4) * unit }
}
