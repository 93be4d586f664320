import { parseDraft } from '../../../shared/draft'
import { createStickyCache, type StickyCache } from '../../../shared/sticky-cache'
import { defaultRetention, type TopicName } from '../../../shared/topics'
import type { MeasureText } from '../../ui/measure-text'
import { themes } from '../../ui/palette'
import type { Frame } from '../scene'

/** The server's clock of every test, epoch milliseconds. */
export const NOW = 1_781_246_273_000

/** A replica that holds these payloads of one topic, put in this order; what no producer may send throws. */
export function holding(type: TopicName, payloads: readonly unknown[]): StickyCache {
  const replica = createStickyCache(defaultRetention)
  payloads.forEach((payload, i) => {
    const result = parseDraft({ type, payload }, NOW)
    if ('error' in result) throw new Error(result.error)
    replica.put({ ...result.draft, offset: i + 1 })
  })
  return replica
}

/** The room that the stage gives at 1920 by 1080. */
export const stageFrame: Frame = {
  width: 1823,
  height: 810,
  unit: 10.8,
  layout: 'stage',
  theme: themes.dark,
  interactive: true,
  still: true,
}

/** A phone. */
export const columnFrame: Frame = { ...stageFrame, width: 358, height: 600, unit: 8, layout: 'column' }

/** Text as wide as Inter is on average: geometry without a page. */
export const measure: MeasureText = (text, { size }) => text.length * size * 0.56
