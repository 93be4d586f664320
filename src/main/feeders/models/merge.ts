import type { z } from 'zod'
import { payloads } from '../../../shared/payloads'
import type { JsonFile } from '../json-folder'

const perf = payloads.model_perf.shape

/** What a file may say of a model, every field optional: two files make one model, which has its name from theirs. */
export const modelFile = payloads.model_metric
  .omit({ model: true, split: true })
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
  /** Of those that are there, the file that has the last word on it. */
  readonly file: string
  /** Of the newest of its files. */
  readonly mtimeMs: number
  readonly payloads: readonly (readonly ['model_metric' | 'model_perf', Readonly<Record<string, unknown>>])[]
}

interface Parts {
  readonly train?: JsonFile<ModelFile>
  readonly eval?: JsonFile<ModelFile>
}

/** One model of its train and its eval file, in which the eval file wins per field; of those `gone` where the other is there. */
export function mergeModels(there: readonly JsonFile<ModelFile>[], gone: readonly JsonFile<ModelFile>[] = []): Model[] {
  const byName = new Map<string, Parts>()
  for (const file of [...there, ...gone]) {
    const [, name, part] = /^(.+)_(train|eval)$/.exec(file.stem) ?? []
    if (name === undefined || part === undefined) continue
    const known = byName.get(name)
    // What no file is there of was said when one was.
    if (known || there.includes(file)) byName.set(name, { ...known, [part]: file })
  }
  return [...byName].map(([model, parts]) => {
    const { macro_f1, accuracy, n, ...perf } = { ...parts.train?.value, ...parts.eval?.value }
    const split = parts.eval?.value.macro_f1 === undefined ? 'train' : 'eval'
    const payloads: Model['payloads'][number][] = []
    if (macro_f1 !== undefined) payloads.push(['model_metric', { model, macro_f1, accuracy, split, n }])
    if (perf.latency_ms !== undefined) payloads.push(['model_perf', { model, ...perf }])
    return {
      name: model,
      file: [parts.eval, parts.train].find((file) => file && there.includes(file))?.name ?? '',
      mtimeMs: Math.max(parts.train?.mtimeMs ?? 0, parts.eval?.mtimeMs ?? 0),
      payloads,
    }
  })
}
