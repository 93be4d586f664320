import { milliseconds, short, whole, words } from '../../../shared/format'
import type { FactTable } from '../scene'
import type { ModelSpeed, PerformanceView } from './select'

/** Who answers fastest, and how much faster than the slowest. */
export function headline({ models }: PerformanceView): string | null {
  const fastest = models[0]
  const slowest = models.at(-1)
  if (!fastest || !slowest) return null
  const shown = milliseconds(fastest.latency)
  const time = models.every((model) => model.isMedian) ? `${shown} at the median` : shown
  if (models.length === 1) return `${words(fastest.model)} answers in ${fastest.isMedian ? time : shown}`
  const leaders = models.filter((model) => milliseconds(model.latency) === shown)
  if (leaders.length === models.length)
    return `${models.length === 2 ? 'Both' : `All ${models.length}`} models answer in ${time}`
  const who = leaders.length === 1 ? `${words(fastest.model)} answers` : `${together(leaders)} answer`
  const times = timesAsFast(fastest, slowest)
  const last = models.filter((model) => model.latency === slowest.latency).length
  if (!times || last > 1) return `${who} in ${time}, the slowest in ${milliseconds(slowest.latency)}`
  return `${who} in ${time}, ${times} as fast as ${words(slowest.model)}`
}

function together(models: readonly ModelSpeed[]): string {
  const names = models.map((model) => words(model.model))
  return names.length <= 3
    ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    : `${names[0]} and ${names.length - 1} more`
}

/** `20 times`; null where the two are about equal, or the faster takes no time that was measured. */
function timesAsFast(fastest: ModelSpeed, slowest: ModelSpeed): string | null {
  const ratio = slowest.latency / fastest.latency
  if (!Number.isFinite(ratio) || ratio < 1.1) return null
  return `${ratio < 9.95 ? Number(ratio.toFixed(1)) : whole(ratio)} times`
}

export function facts({ models }: PerformanceView): FactTable {
  return {
    caption: 'Latency and throughput of the models, fastest first',
    columns: ['model', 'latency', 'p95', 'p99', 'throughput per second', 'parameters', 'size', 'device'],
    rows: models.map((model) => [
      words(model.model),
      model.isMedian ? `${milliseconds(model.latency)} (median)` : milliseconds(model.latency),
      model.p95 === null ? '' : milliseconds(model.p95),
      model.p99 === null ? '' : milliseconds(model.p99),
      model.throughput === null ? '' : whole(model.throughput),
      model.params === null ? '' : short(model.params),
      model.sizeMb === null ? '' : `${short(model.sizeMb)} MB`,
      model.device ?? '',
    ]),
  }
}
