import { ahead, headline, together } from '../../../../renderer/scenes/s09-model-scores/headline'
import {
  type Bar,
  comparable,
  isLevel,
  isOnTrain,
  overlapping,
  type ScoresView,
} from '../../../../renderer/scenes/s09-model-scores/select'
import type { ModelSpeed } from '../../../../renderer/scenes/s12-performance/select'
import { milliseconds, score, whole, withUnit, words } from '../../../../shared/format'
import type { Statement } from './say'

const metric = (text: string): Statement => ({ text, source: 'model_metric' })
const perf = (text: string): Statement => ({ text, source: 'model_perf' })

/** Who leads, by how much, and what that is worth: in the words that stand on the screen. */
export function leader(view: ScoresView): Statement {
  return metric(headline(view) ?? 'No model has a score yet, so I cannot say who leads')
}

/** Who comes last among those that can be ranked. */
export function weakest({ bars }: ScoresView): Statement {
  const field = comparable(bars)
  const last = field.at(-1)
  if (!last) return metric('No model has a score yet, so I cannot say who comes last')
  const level = field.filter((bar) => isLevel(bar, last))
  const who = level.length === 1 ? `${words(last.model)} comes last` : `${together(level)} come last level`
  return metric(`${who} of ${field.length}, at ${f1(last.point)}`)
}

export function compareScores({ bars }: ScoresView, a: string, b: string): Statement {
  const [one, other] = [find(bars, a), find(bars, b)]
  if (!one || !other) {
    const without = [one ? null : words(a), other ? null : words(b)].filter((name) => name !== null)
    return metric(`I have no macro-F1 of ${without.join(' or ')}, so I cannot compare the two`)
  }
  const doubt = isOnTrain(one) === isOnTrain(other) ? '' : ', but one of them is scored on its training data'
  if (isLevel(one, other)) return metric(`${words(a)} and ${words(b)} are level at ${f1(one.point)}${doubt}`)
  const [better, worse] = one.point > other.point ? [one, other] : [other, one]
  const overlap = overlapping(better, worse) ? ', though their intervals overlap' : ''
  const pair = `${words(better.model)} scores ${f1(better.point)}, ${words(worse.model)} ${score(worse.point)}`
  return metric(`${pair}: ${words(better.model)} is ${ahead(better, worse)}${overlap}${doubt}`)
}

/** Nothing where one of the two has no latency. */
export function compareSpeeds(speeds: readonly ModelSpeed[], a: string, b: string): Statement[] {
  const [one, other] = [find(speeds, a), find(speeds, b)]
  if (!one || !other) return []
  const [fast, slow] = one.latency <= other.latency ? [one, other] : [other, one]
  if (fast.latency === slow.latency) return [perf(`Both answer in ${latency(fast)}`)]
  const pair = `${latency(fast)} against ${milliseconds(slow.latency)}`
  return [perf(`${words(fast.model)} is faster than ${words(slow.model)}, ${pair}`)]
}

export function scoreOf({ bars }: ScoresView, model: string): Statement {
  const own = find(bars, model)
  if (!own) return metric(`${words(model)} has no macro-F1 yet`)
  const interval = own.interval ? ` (${score(own.interval.lo)} to ${score(own.interval.hi)})` : ''
  const trained = isOnTrain(own) ? ', on its training data' : ''
  return metric(`${words(model)} scores ${f1(own.point)}${interval}${trained}${placeOf(own, bars)}`)
}

/** `, number 2 of 5`; models that are level share a place, and what cannot be compared has none. */
function placeOf(own: Bar, bars: readonly Bar[]): string {
  const field = comparable(bars)
  if (!field.includes(own)) return ''
  const before = field.filter((bar) => bar.point > own.point && !isLevel(bar, own)).length
  return `, number ${before + 1} of ${field.length}`
}

export function speedOf(speeds: readonly ModelSpeed[], model: string): Statement {
  const own = find(speeds, model)
  if (!own) return perf(`${words(model)} has no latency yet`)
  const p95 = own.p95 === null ? '' : `, ${milliseconds(own.p95)} at the 95th percentile`
  const rate = own.throughput === null ? '' : `, ${whole(own.throughput)} a second`
  return perf(`${words(model)} answers in ${latency(own)}${p95}${rate}`)
}

/** The fastest or the slowest, and the other end of the field. */
export function endOf(speeds: readonly ModelSpeed[], end: 'fastest' | 'slowest'): Statement {
  const [fastest, slowest] = [speeds[0], speeds.at(-1)]
  if (!fastest || !slowest) return perf('No model has a latency yet')
  if (fastest === slowest) return speedOf(speeds, fastest.model)
  const [asked, other] = end === 'fastest' ? [fastest, slowest] : [slowest, fastest]
  const otherEnd = end === 'fastest' ? 'slowest' : 'fastest'
  const text = `${words(asked.model)} is the ${end}, ${latency(asked)}`
  return perf(`${text}; ${words(other.model)} is the ${otherEnd}, ${milliseconds(other.latency)}`)
}

/** As the headline has it. */
const f1 = (point: number): string => withUnit(score(point), 'macro-F1')

const latency = (speed: ModelSpeed): string => `${milliseconds(speed.latency)}${speed.isMedian ? ' at the median' : ''}`

const find = <Row extends { readonly model: string }>(rows: readonly Row[], model: string): Row | undefined =>
  rows.find((row) => row.model === model)
