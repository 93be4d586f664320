import type { Theme } from '../../ui/palette'
import { type Cloud, type Field, RIGHT, WRONG } from './cloud'
import { categoryColor, categoryName } from './colors'

/** One category of the colouring, as the legend lists it. */
export interface LegendEntry {
  readonly code: number
  readonly name: string
  readonly color: string
  /** Points of it, train and test. */
  readonly count: number
}

/** What colourings are called in the selector. */
export const fieldLabels: Readonly<Record<Field, string>> = {
  profile: 'Profile',
  phase: 'Phase',
  predicted: 'Predicted',
  cluster: 'Cluster',
  host: 'Host',
  verdict: 'Right or wrong',
}

/** The categories that occur: phases and clusters in their own order, hosts by name, profiles by size. */
export function legendEntries(cloud: Cloud, field: Field, theme: Theme): LegendEntry[] {
  const counts = cloud.counts[field]
  const entries: LegendEntry[] = []
  for (let code = 0; code < 256; code++) {
    const count = (counts[code] ?? 0) + (counts[256 + code] ?? 0)
    if (count === 0) continue
    entries.push({
      code,
      name: categoryName(cloud, field, code),
      color: categoryColor(cloud, field, code, theme),
      count,
    })
  }
  return entries.sort(order(cloud, field))
}

function order(cloud: Cloud, field: Field): (a: LegendEntry, b: LegendEntry) => number {
  switch (field) {
    case 'phase':
    case 'predicted':
    case 'cluster': {
      const values = cloud.names[field].values
      return (a, b) => (values[a.code] ?? Infinity) - (values[b.code] ?? Infinity)
    }
    case 'host':
      return (a, b) => (a.name < b.name ? -1 : 1)
    case 'profile':
      return (a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)
    case 'verdict':
      return (a, b) => b.code - a.code
  }
}

export interface Splits {
  readonly test: number
  readonly train: number
  /** Share of the test points whose phase was predicted right; null without test points. */
  readonly testRight: number | null
}

export function splits({ counts: { verdict } }: Cloud): Splits {
  const at = (index: number) => verdict[index] ?? 0
  const test = at(RIGHT) + at(WRONG)
  return {
    test,
    train: at(256 + RIGHT) + at(256 + WRONG),
    testRight: test > 0 ? at(RIGHT) / test : null,
  }
}

/** What a click on a category leaves hidden. */
export function toggled(hidden: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(hidden)
  if (!next.delete(name)) next.add(name)
  return next
}

/** What a double click leaves hidden: all others, or nothing where it was alone already. */
export function soloed(hidden: ReadonlySet<string>, name: string, all: readonly string[]): ReadonlySet<string> {
  const others = all.filter((other) => other !== name)
  const alone = !hidden.has(name) && others.every((other) => hidden.has(other))
  return new Set(alone ? [] : others)
}
