import { seconds, words } from '../../../shared/format'
import type { FactTable } from '../scene'
import { amount, measured } from './reading'
import type { Curve, ProfilesView } from './select'

export function headline({ curves }: ProfilesView): string | null {
  const [only, another] = curves
  if (!only) return null
  if (!another) return alone(only)
  const risen = curves.flatMap(({ name, rise }) => (rise ? [{ name: words(name), at: `${seconds(rise.t)} in` }] : []))
  const [first, last] = [risen[0], risen.at(-1)]
  if (!first || !last) return `All ${curves.length} profiles stay level`
  const early = risen.filter(({ at }) => at === first.at)
  const late = risen.filter(({ at }) => at === last.at)
  const all = early.length === curves.length
  if (all) return `All ${curves.length} profiles reach their height ${first.at}`
  const reach = `${together(early)} ${early.length === 1 ? 'reaches its' : 'reach their'} height`
  if (early.length === risen.length) return `${reach} ${first.at}; ${levelNote(curves.length - risen.length)}`
  return `${reach} first, ${first.at}; ${together(late)} last, ${last.at}`
}

function alone(curve: Curve): string {
  const [name, level] = [words(curve.name), measured(curve.peak.value, curve)]
  if (curve.rise) return `${name} reaches its height ${seconds(curve.rise.t)} in, and peaks at ${level}`
  return curve.samples.length === 1 ? `${name} is measured once, at ${level}` : `${name} stays at ${level}`
}

function together(those: readonly { readonly name: string }[]): string {
  const [first, second] = those.map(({ name }) => name)
  if (those.length > 2) return `${those.length} profiles`
  return second ? `${first} and ${second}` : `${first}`
}

const levelNote = (others: number) => (others === 1 ? 'the other stays level' : `${others} others stay level`)

export function facts(view: ProfilesView): FactTable {
  return {
    caption: 'Attack profiles over time, the first to reach its height first',
    columns: ['profile', 'samples', 'reaches its height at', 'peak', 'peak at', 'last value', 'measured in', 'phases'],
    rows: [
      ...view.curves.map((curve) => [
        words(curve.name),
        String(curve.samples.length),
        curve.rise ? seconds(curve.rise.t) : '—',
        amount(curve.peak.value, curve),
        seconds(curve.peak.t),
        amount(curve.samples.at(-1)?.value ?? curve.peak.value, curve),
        curve.unit ?? '—',
        curve.phases
          .map((phase) => `${words(phase.name)} ${seconds(phase.start)} to ${seconds(phase.end)}`)
          .join(', ') || '—',
      ]),
      ...view.blank.map((name) => [words(name), '0', '—', '—', '—', '—', '—', '—']),
    ],
  }
}
