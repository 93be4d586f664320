import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  facts as profileFacts,
  headline as profileHeadline,
} from '../../src/renderer/scenes/s07-attack-profiles/headline'
import { layout as layProfiles } from '../../src/renderer/scenes/s07-attack-profiles/layout'
import { select as selectProfiles } from '../../src/renderer/scenes/s07-attack-profiles/select'
import {
  facts as predictionFacts,
  headline as predictionHeadline,
} from '../../src/renderer/scenes/s08-predictions/headline'
import { layout as layPredictions } from '../../src/renderer/scenes/s08-predictions/layout'
import { select as selectPredictions } from '../../src/renderer/scenes/s08-predictions/select'
import { facts as scoreFacts, headline as scoreHeadline } from '../../src/renderer/scenes/s09-model-scores/headline'
import { layout as layScores } from '../../src/renderer/scenes/s09-model-scores/layout'
import { select as selectScores } from '../../src/renderer/scenes/s09-model-scores/select'
import { fleetFacts, fleetHeadline } from '../../src/renderer/scenes/s10-fleet/headline'
import { layFleet } from '../../src/renderer/scenes/s10-fleet/layout'
import { selectFleet } from '../../src/renderer/scenes/s10-fleet/select'
import { embeddingFacts, embeddingHeadline } from '../../src/renderer/scenes/s11-embedding/headline'
import { select as selectEmbedding } from '../../src/renderer/scenes/s11-embedding/select'
import { performanceFacts, performanceHeadline } from '../../src/renderer/scenes/s12-performance/headline'
import { layPerformance } from '../../src/renderer/scenes/s12-performance/layout'
import { selectPerformance } from '../../src/renderer/scenes/s12-performance/select'
import { liveFacts, liveHeadline } from '../../src/renderer/scenes/s13-live-detection/headline'
import { layLive } from '../../src/renderer/scenes/s13-live-detection/layout'
import { selectLive } from '../../src/renderer/scenes/s13-live-detection/select'
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
  readonly lay?: (view: View, frame: Frame, measure: MeasureText) => unknown
}

interface Rendered {
  readonly words: readonly string[]
  readonly layouts: readonly unknown[]
}

function renderer<View>({ select, headline, facts, lay }: PureScene<View>): (replica: StickyCache) => Rendered {
  return (replica) => {
    const view = select(replica, NOW)
    const { caption, columns, rows } = facts(view)
    return {
      words: [headline(view) ?? '', caption, ...columns, ...rows.flat()],
      layouts: lay ? [lay(view, stageFrame, measure), lay(view, columnFrame, measure)] : [],
    }
  }
}

const scenes = {
  7: renderer({ select: selectProfiles, headline: profileHeadline, facts: profileFacts, lay: layProfiles }),
  8: renderer({ select: selectPredictions, headline: predictionHeadline, facts: predictionFacts, lay: layPredictions }),
  9: renderer({ select: selectScores, headline: scoreHeadline, facts: scoreFacts, lay: layScores }),
  10: renderer({ select: selectFleet, headline: fleetHeadline, facts: fleetFacts, lay: layFleet }),
  11: renderer({ select: selectEmbedding, headline: embeddingHeadline, facts: embeddingFacts }),
  12: renderer({
    select: selectPerformance,
    headline: performanceHeadline,
    facts: performanceFacts,
    lay: layPerformance,
  }),
  13: renderer({ select: selectLive, headline: liveHeadline, facts: liveFacts, lay: layLive }),
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
