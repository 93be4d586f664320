import type { z } from 'zod'
import { payloads } from '../../../shared/payloads'
import type { JsonFile } from '../json-folder'

const perf = payloads.model_perf.shape

/** What a file may say of a model, every field optional: two files make one model. */
export const modelFile = payloads.model_metric
  .extend({
    latency_ms: perf.latency_ms,
    throughput_per_s: perf.throughput_per_s,
    params: perf.params,
    size_mb: perf.size_mb,
    device: perf.device,
  })
  .partial()

type ModelFile = z.infer<typeof modelFile>

interface Model {
  readonly name: string
  /** Of the newest of its files. */
  readonly mtimeMs: number
  readonly payloads: readonly (readonly ['model_metric' | 'model_perf', Readonly<Record<string, unknown>>])[]
}

/** One model of its train and its eval file, in which the eval file wins per field; other files stand for themselves. */
export function mergeModels(files: readonly JsonFile<ModelFile>[]): Model[] {
  const byName = new Map<string, { train?: JsonFile<ModelFile>; eval?: JsonFile<ModelFile> }>()
  for (const file of files) {
    const [, name = file.stem, part = 'eval'] = /^(.+)_(train|eval)$/.exec(file.stem) ?? []
    byName.set(name, { ...byName.get(name), [part]: file })
  }
  return [...byName].map(([stem, parts]) => {
    const merged = { ...parts.train?.value, ...parts.eval?.value }
    const name = merged.model ?? stem
    const { macro_f1, accuracy, n, latency_ms, throughput_per_s, params, size_mb, device } = merged
    const split = merged.split ?? (parts.eval?.value.macro_f1 === undefined ? 'train' : 'eval')
    const payloads: Model['payloads'][number][] = []
    if (macro_f1 !== undefined) payloads.push(['model_metric', { model: name, macro_f1, accuracy, split, n }])
    if (latency_ms !== undefined)
      payloads.push(['model_perf', { model: name, latency_ms, throughput_per_s, params, size_mb, device }])
    return { name, mtimeMs: Math.max(parts.train?.mtimeMs ?? 0, parts.eval?.mtimeMs ?? 0), payloads }
  })
}
