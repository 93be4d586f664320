import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facts as facts7, headline as headline7 } from '../../src/renderer/scenes/s07-attack-profiles/headline'
import { layout as layout7 } from '../../src/renderer/scenes/s07-attack-profiles/layout'
import { select as select7 } from '../../src/renderer/scenes/s07-attack-profiles/select'
import { facts as facts8, headline as headline8 } from '../../src/renderer/scenes/s08-predictions/headline'
import { layout as layout8 } from '../../src/renderer/scenes/s08-predictions/layout'
import { select as select8 } from '../../src/renderer/scenes/s08-predictions/select'
import { facts as facts9, headline as headline9 } from '../../src/renderer/scenes/s09-model-scores/headline'
import { layout as layout9 } from '../../src/renderer/scenes/s09-model-scores/layout'
import { select as select9 } from '../../src/renderer/scenes/s09-model-scores/select'
import { facts as facts10, headline as headline10 } from '../../src/renderer/scenes/s10-fleet/headline'
import { layout as layout10 } from '../../src/renderer/scenes/s10-fleet/layout'
import { select as select10 } from '../../src/renderer/scenes/s10-fleet/select'
import { facts as facts11, headline as headline11 } from '../../src/renderer/scenes/s11-embedding/headline'
import { select as select11 } from '../../src/renderer/scenes/s11-embedding/select'
import { facts as facts12, headline as headline12 } from '../../src/renderer/scenes/s12-performance/headline'
import { layout as layout12 } from '../../src/renderer/scenes/s12-performance/layout'
import { select as select12 } from '../../src/renderer/scenes/s12-performance/select'
import { facts as facts13, headline as headline13 } from '../../src/renderer/scenes/s13-live-detection/headline'
import { layout as layout13 } from '../../src/renderer/scenes/s13-live-detection/layout'
import { select as select13 } from '../../src/renderer/scenes/s13-live-detection/select'
import type { FactTable, Frame } from '../../src/renderer/scenes/scene'
import { columnFrame, measure, NOW, stageFrame } from '../../src/renderer/scenes/testing/kit'
import type { MeasureText } from '../../src/renderer/ui/measure-text'
import { parseDraft } from '../../src/shared/draft'
import { createStickyCache, type StickyCache } from '../../src/shared/sticky-cache'
import { defaultRetention } from '../../src/shared/topics'
import { events } from './payloads'
import { rounds } from './rounds'

/** All of a scene that is not its picture. */
interface PureScene<View> {
  readonly select: (replica: StickyCache, now: number) => View
  readonly headline: (view: View) => string | null
  readonly facts: (view: View) => FactTable
  readonly layout?: (view: View, frame: Frame, measure: MeasureText) => unknown
}

interface Rendered {
  readonly words: readonly string[]
  readonly layouts: readonly unknown[]
}

function renderer<View>({ select, headline, facts, layout }: PureScene<View>): (replica: StickyCache) => Rendered {
  return (replica) => {
    const view = select(replica, NOW)
    const { caption, columns, rows } = facts(view)
    return {
      words: [headline(view) ?? '', caption, ...columns, ...rows.flat()],
      layouts: layout ? [layout(view, stageFrame, measure), layout(view, columnFrame, measure)] : [],
    }
  }
}

const scenes = {
  7: renderer({ select: select7, headline: headline7, facts: facts7, layout: layout7 }),
  8: renderer({ select: select8, headline: headline8, facts: facts8, layout: layout8 }),
  9: renderer({ select: select9, headline: headline9, facts: facts9, layout: layout9 }),
  10: renderer({ select: select10, headline: headline10, facts: facts10, layout: layout10 }),
  11: renderer({ select: select11, headline: headline11, facts: facts11 }),
  12: renderer({ select: select12, headline: headline12, facts: facts12, layout: layout12 }),
  13: renderer({ select: select13, headline: headline13, facts: facts13, layout: layout13 }),
}

/** Where in a layout a number is none, or a path says so. */
function brokenPlace(value: unknown, path: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${path} is ${value}`
  if (typeof value === 'string')
    return path.endsWith('path') && /NaN|Infinity/.test(value) ? `${path} is ${value}` : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, item] of Object.entries(value)) {
    const found = brokenPlace(item, `${path}.${key}`)
    if (found) return found
  }
  return null
}

for (const [n, render] of Object.entries(scenes)) {
  test(`[FUZZ-1] scene ${n} says and lays out whatever was accepted, in whole words and finite numbers`, () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (inputs) => {
        const replica = createStickyCache(defaultRetention)
        let offset = 0
        for (const input of inputs) {
          const result = parseDraft(JSON.parse(JSON.stringify(input)), NOW)
          if ('draft' in result) replica.put({ ...result.draft, offset: ++offset })
        }
        const { words, layouts } = render(replica)
        expect(words.filter((text) => /\b(NaN|Infinity|undefined|null)\b|\[object/.test(text))).toEqual([])
        for (const layout of layouts) expect(brokenPlace(layout, 'layout')).toBeNull()
      }),
      rounds(200),
    )
  })
}
