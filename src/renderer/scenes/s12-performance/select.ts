import type { StickyCache } from '../../../shared/sticky-cache'
import type { Payload } from '../../../shared/topics'

export interface ModelSpeed {
  readonly model: string
  /** Milliseconds: the median where `isMedian`, else the one number that the producer gave. */
  readonly latency: number
  readonly isMedian: boolean
  readonly p95: number | null
  readonly p99: number | null
  /** Per second. */
  readonly throughput: number | null
  /** 0 is a model without parameters, null one of which it is not known. */
  readonly params: number | null
  readonly sizeMb: number | null
  readonly device: string | null
}

export interface PerformanceView {
  /** Fastest first, equals by name. */
  readonly models: readonly ModelSpeed[]
}

export function select(replica: StickyCache, now: number): PerformanceView {
  const models = replica.read('model_perf', now).map((event) => speedOf(event.payload))
  return { models: models.sort((a, b) => a.latency - b.latency || (a.model < b.model ? -1 : 1)) }
}

function speedOf(perf: Payload<'model_perf'>): ModelSpeed {
  const latency = typeof perf.latency_ms === 'number' ? null : perf.latency_ms
  return {
    model: perf.model,
    latency: typeof perf.latency_ms === 'number' ? perf.latency_ms : perf.latency_ms.p50,
    isMedian: latency !== null,
    p95: latency?.p95 ?? null,
    p99: latency?.p99 ?? null,
    throughput: perf.throughput_per_s ?? null,
    params: perf.params ?? null,
    sizeMb: perf.size_mb ?? null,
    device: perf.device ?? null,
  }
}

/** A model with a place in the plot: on logarithmic axes zero has none. */
export type PlottedModel = ModelSpeed & { readonly throughput: number }

export function isPlotted(model: ModelSpeed): model is PlottedModel {
  return model.latency > 0 && model.throughput !== null && model.throughput > 0
}
