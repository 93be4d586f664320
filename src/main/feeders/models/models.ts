import { fileDraft } from '../drafts'
import type { FileFeeder, KeyedDraft } from '../feeder'
import { jsonFolder } from '../json-folder'
import { mergeModels, modelFile } from './merge'

/** `models/NAME_train.json` and `models/NAME_eval.json`: one metric a model, and its performance where it is known. */
export const modelsFeeder: FileFeeder = jsonFolder({
  name: 'models',
  folder: 'models',
  suffixes: ['_train.json', '_eval.json'],
  schema: modelFile,
  values(files, context) {
    const drafts: KeyedDraft[] = []
    const misfits = new Map<string, string>()
    for (const model of mergeModels(files)) {
      for (const [type, payload] of model.payloads) {
        const result = fileDraft(context, type, payload, model.mtimeMs)
        if ('error' in result) misfits.set(model.file, result.error)
        else drafts.push({ key: `${type}/${model.name}`, draft: result.draft })
      }
    }
    return { drafts, misfits }
  },
})
