import type { StickyCache } from '../../../../shared/sticky-cache'
import { latencies, type ModelLatency, type ModelScore, scores } from './facts'
import { milliseconds, type Statement, score, whole, words } from './say'

const metric = (text: string): Statement => ({ text, source: 'model_metric' })
const perf = (text: string): Statement => ({ text, source: 'model_perf' })

/** Who leads, by how much, and what that is worth. */
export function leader(replica: StickyCache): Statement[] {
  const all = scores(replica)
  const heldOut = all.filter((model) => !model.onTrain)
  const [first, second] = heldOut.length > 0 ? heldOut : all
  if (!first) return [metric('No model has a score yet, so I cannot say who leads')]
  const trained = first.onTrain ? ', scored on its training data' : ''
  if (!second) return [metric(`${words(first.model)} is the only model, at ${score(first.point)} macro-F1${trained}`)]
  const lead = `${words(first.model)} leads at ${score(first.point)} macro-F1${trained}`
  if (first.point === second.point) return [metric(`${lead}, level with ${words(second.model)}`)]
  const overlap = overlapping(first, second) ? ', though their intervals overlap' : ''
  return [metric(`${lead}, ${distance(first, second)} ahead of ${words(second.model)}${overlap}`)]
}

/** Who comes last among those that can be ranked. */
export function weakest(replica: StickyCache): Statement[] {
  const all = scores(replica)
  const heldOut = all.filter((model) => !model.onTrain)
  const ranked = heldOut.length > 0 ? heldOut : all
  const last = ranked.at(-1)
  if (!last) return [metric('No model has a score yet, so I cannot say who comes last')]
  return [metric(`${words(last.model)} comes last of ${ranked.length}, at ${score(last.point)} macro-F1`)]
}

export function compare(replica: StickyCache, a: string, b: string): Statement[] {
  return [compareScores(scores(replica), a, b), ...compareLatency(latencies(replica), a, b)]
}

function compareScores(all: readonly ModelScore[], a: string, b: string): Statement {
  const [one, other] = [find(all, a), find(all, b)]
  if (!one || !other) {
    const without = [one ? null : words(a), other ? null : words(b)].filter((name) => name !== null)
    return metric(`I have no macro-F1 of ${without.join(' or ')}, so I cannot compare the two`)
  }
  if (one.point === other.point) return metric(`${words(a)} and ${words(b)} are level at ${score(one.point)} macro-F1`)
  const [better, worse] = one.point > other.point ? [one, other] : [other, one]
  const doubt = one.onTrain !== other.onTrain ? ', but one of them is scored on its training data' : ''
  const overlap = overlapping(better, worse) ? ', though their intervals overlap' : ''
  const pair = `${words(better.model)} scores ${score(better.point)} macro-F1, ${words(worse.model)} ${score(worse.point)}`
  return metric(`${pair}: ${words(better.model)} is ${distance(better, worse)} ahead${overlap}${doubt}`)
}

function compareLatency(all: readonly ModelLatency[], a: string, b: string): Statement[] {
  const [one, other] = [find(all, a), find(all, b)]
  if (!one || !other) return []
  const [fast, slow] = one.p50 <= other.p50 ? [one, other] : [other, one]
  const pair = `${milliseconds(fast.p50)} at the median against ${milliseconds(slow.p50)}`
  if (fast.p50 === slow.p50) return [perf(`Both answer in ${milliseconds(fast.p50)} at the median`)]
  return [perf(`${words(fast.model)} is faster than ${words(slow.model)}, ${pair}`)]
}

export function oneModel(replica: StickyCache, model: string): Statement[] {
  const all = scores(replica)
  const own = find(all, model)
  const rank = all.filter((other) => !other.onTrain).findIndex((other) => other.model === model) + 1
  const place = rank > 0 ? `, number ${rank} of ${all.filter((other) => !other.onTrain).length}` : ''
  const trained = own?.onTrain ? ', on its training data' : ''
  const interval = own && own.lo !== null && own.hi !== null ? ` (${score(own.lo)} to ${score(own.hi)})` : ''
  const first = own
    ? metric(`${words(model)} scores ${score(own.point)} macro-F1${interval}${trained}${place}`)
    : metric(`${words(model)} has no macro-F1 yet`)
  return [first, ...latencyOf(replica, model).filter(() => find(latencies(replica), model) !== undefined)]
}

export function latencyOf(replica: StickyCache, model: string): Statement[] {
  const own = find(latencies(replica), model)
  if (!own) return [perf(`${words(model)} has no latency yet`)]
  const p95 = own.p95 === null ? '' : `, ${milliseconds(own.p95)} at the 95th percentile`
  const rate = own.throughput === null ? '' : `, ${whole(own.throughput)} a second`
  return [perf(`${words(model)} answers in ${milliseconds(own.p50)} at the median${p95}${rate}`)]
}

/** The fastest, or the slowest, and the other end of the field. */
export function latency(replica: StickyCache, slowest: boolean): Statement[] {
  const all = latencies(replica)
  const [first, last] = [all[0], all.at(-1)]
  if (!first || !last) return [perf('No model has a latency yet')]
  if (first === last) return latencyOf(replica, first.model)
  const [asked, other] = slowest ? [last, first] : [first, last]
  const [best, worst] = slowest ? ['slowest', 'fastest'] : ['fastest', 'slowest']
  const text = `${words(asked.model)} is the ${best}, ${milliseconds(asked.p50)} at the median`
  return [perf(`${text}; ${words(other.model)} is the ${worst}, ${milliseconds(other.p50)}`)]
}

const find = <Row extends { readonly model: string }>(rows: readonly Row[], model: string): Row | undefined =>
  rows.find((row) => row.model === model)

function distance(better: ModelScore, worse: ModelScore): string {
  const ahead = better.point - worse.point
  return ahead < 0.005 ? 'just' : score(ahead)
}

function overlapping(a: ModelScore, b: ModelScore): boolean {
  return a.lo !== null && a.hi !== null && b.lo !== null && b.hi !== null && a.lo <= b.hi && b.lo <= a.hi
}
