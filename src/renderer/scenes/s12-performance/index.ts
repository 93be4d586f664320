import { defineScene } from '../scene'
import { facts, headline } from './headline'
import { Picture } from './picture'
import { type PerformanceView, select } from './select'

export const performance = defineScene<PerformanceView>({
  n: 12,
  topics: ['model_perf'],
  select,
  count: (view) => view.models.length,
  headline,
  facts,
  empty: {
    what: 'Every model by its latency and its throughput, fastest first.',
    how: 'Put models/NAME_eval.json with latency_ms into the data directory, or publish model_perf.',
  },
  Picture,
})
