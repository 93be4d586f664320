import { words } from '../../ui/format'
import type { FactTable } from '../scene'
import { amount, seconds } from './reading'
import type { Curve, ProfilesView } from './select'

export function headline({ curves }: ProfilesView): string | null {
  const [first, ...rest] = curves
  const last = rest.at(-1)
  if (!first) return null
  if (!last) return alone(first)
  if (first.peak.t === last.peak.t) return `All ${curves.length} profiles peak ${into(first)}`
  return `${words(first.name)} peaks first, ${into(first)}; ${words(last.name)} last, ${into(last)}`
}

function alone(curve: Curve): string {
  const unit = curve.unit ? ` ${curve.unit}` : ''
  const level = `${amount(curve.peak.value)}${unit}`
  const flat = curve.samples.every((sample) => sample.value === curve.peak.value)
  if (flat) return `${words(curve.name)} stays at ${level}`
  return `${words(curve.name)} peaks at ${level}, ${into(curve)}`
}

const into = (curve: Curve): string => `${seconds(curve.peak.t)} in`

export function facts(view: ProfilesView): FactTable {
  return {
    caption: 'Attack profiles over time, the earliest peak first',
    columns: ['profile', 'samples', 'peak', 'peak at', 'last value', 'measured in', 'phases'],
    rows: [
      ...view.curves.map((curve) => [
        words(curve.name),
        String(curve.samples.length),
        amount(curve.peak.value),
        seconds(curve.peak.t),
        amount(curve.samples.at(-1)?.value ?? curve.peak.value),
        curve.unit ?? '—',
        curve.phases
          .map((phase) => `${words(phase.name)} ${seconds(phase.start)} to ${seconds(phase.end)}`)
          .join(', ') || '—',
      ]),
      ...view.blank.map((name) => [words(name), '0', '—', '—', '—', '—', '—']),
    ],
  }
}
