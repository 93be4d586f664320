import { expect, test } from 'vitest'
import { mergeModels } from './merge'

const file = (stem: string, value: object, mtimeMs = 1) => ({
  name: `models/${stem}.json`,
  stem,
  value,
  mtimeMs,
})

test('[FEED-MODEL-1] the eval file wins per field, what only the train file knows stays', () => {
  const [model] = mergeModels([
    file('gbt_eval', { macro_f1: { point: 0.9, lo: 0.8 }, latency_ms: 2 }, 5),
    file('gbt_train', { macro_f1: 0.95, params: 41, n: 100 }, 9),
  ])
  expect(model).toEqual({
    name: 'gbt',
    file: 'models/gbt_eval.json',
    mtimeMs: 9,
    payloads: [
      ['model_metric', { model: 'gbt', macro_f1: { point: 0.9, lo: 0.8 }, n: 100, split: 'eval' }],
      ['model_perf', { model: 'gbt', latency_ms: 2, params: 41 }],
    ],
  })
})

test('[FEED-MODEL-2] a model that was only trained says so, and one without a latency has no performance', () => {
  const [model] = mergeModels([file('knn_semi_train', { macro_f1: 0.5 })])
  expect(model?.payloads).toEqual([['model_metric', { model: 'knn_semi', macro_f1: 0.5, split: 'train' }]])
})

test('[FEED-MODEL-5] a file that is gone still adds to a model that is there, and makes none by itself', () => {
  const gone = [file('gbt_eval', { macro_f1: 0.5 }), file('mlp_eval', { macro_f1: 0.6 })]
  const models = mergeModels([file('gbt_train', { macro_f1: 0.9 })], gone)
  expect(models.map(({ name, payloads: [metric] }) => [name, metric?.[1]])).toEqual([
    ['gbt', { model: 'gbt', macro_f1: 0.5, split: 'eval' }],
  ])
  expect(models[0]?.file).toBe('models/gbt_train.json')
})
