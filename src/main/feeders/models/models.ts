import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { jsonFolder } from '../json-folder'
import { mergeModels, modelFile } from './merge'

const noScore = 'has no "macro_f1"; add it, as a number from 0 to 1 or {point, lo, hi}'

/** `models/NAME_train.json` and `models/NAME_eval.json`: one metric a model, and its performance where it is known. */
export const modelsFeeder: FileFeeder = jsonFolder({
  name: 'models',
  folder: 'models',
  suffixes: ['_train.json', '_eval.json'],
  schema: modelFile,
  together: true,
  values(there, gone, context) {
    const drafts: KeyedDraft[] = []
    const misfits = new Map<string, string>()
    for (const model of mergeModels(there, gone)) {
      if (model.payloads.every(([type]) => type !== 'model_metric')) misfits.set(model.file, noScore)
      for (const [type, payload] of model.payloads) {
        const result = fileDraft(context, type, payload, model.mtimeMs)
        if ('error' in result) misfits.set(model.file, result.error)
        else drafts.push({ key: `${type}/${model.name}`, draft: result.draft })
      }
    }
    return { drafts, misfits }
  },
})
