import { words } from '../../../shared/format'
import { hex, mix, rgb } from '../../ui/color'
import { colorOf, phaseNames, type Theme } from '../../ui/palette'
import { type Cloud, type Field, RIGHT } from './cloud'

/** What a code of a field is called. */
export function categoryName(cloud: Cloud, field: Field, code: number): string {
  switch (field) {
    case 'profile':
      return words(cloud.names.profile.values[code] ?? 'other')
    case 'host':
      return cloud.names.host.values[code] ?? 'other'
    case 'phase':
    case 'predicted':
      return phaseName(cloud.names[field].values[code])
    case 'cluster':
      return cluster(cloud.names.cluster.values[code])
    case 'verdict':
      return code === RIGHT ? 'right' : 'wrong'
  }
}

/** What a phase's number is called. */
function phaseName(phase: number | undefined): string {
  return phase === undefined ? 'other' : (phaseNames[phase] ?? `phase ${phase}`)
}

/** Clusters below 0 are what density-based clusterings call noise. */
function cluster(value: number | undefined): string {
  if (value === undefined) return 'other'
  return value < 0 ? 'noise' : `cluster ${value}`
}

export function categoryColor(cloud: Cloud, field: Field, code: number, theme: Theme): string {
  switch (field) {
    case 'profile':
      return colorOf('profile', cloud.names.profile.values[code] ?? 'other', theme)
    case 'phase':
    case 'predicted':
      return colorOf('phase', phaseName(cloud.names[field].values[code]), theme)
    case 'verdict':
      // Grey, so that one sees at a glance where the model is wrong.
      return code === RIGHT ? theme.series[7] : theme.series[5]
    case 'cluster': {
      const value = cloud.names.cluster.values[code] ?? -1
      return value < 0 ? theme.series[7] : shade(value, theme)
    }
    case 'host': {
      const name = cloud.names.host.values[code]
      return name === undefined ? theme.series[7] : shade(rank(cloud.names.host.values, name), theme)
    }
  }
}

/** How many names come before this one: independent of the order in which rows name them. */
function rank(names: readonly string[], name: string): number {
  let before = 0
  for (const other of names) if (other < name) before++
  return before
}

/** The eight colours in turn, then the same nearer to the text's colour: every step away keeps or raises the contrast. */
export function shade(index: number, theme: Theme): string {
  const base = theme.series[index % 8] ?? theme.text
  const step = Math.floor(index / 8) % 3
  return step === 0 ? base : hex(mix(rgb(base), rgb(theme.text), step * 0.3))
}
