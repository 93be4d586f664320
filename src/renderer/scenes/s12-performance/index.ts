import { defineScene } from '../scene'
import { performanceFacts, performanceHeadline } from './headline'
import { PerformancePicture } from './picture'
import { type PerformanceView, selectPerformance } from './select'

export const performance = defineScene<PerformanceView>({
  n: 12,
  title: 'Model performance',
  topics: ['model_perf'],
  select: selectPerformance,
  count: (view) => view.models.length,
  headline: performanceHeadline,
  facts: performanceFacts,
  empty: {
    what: 'Every model by its latency and its throughput, fastest first.',
    how: 'Put models/NAME_eval.json with latency_ms into the data directory, or publish model_perf.',
  },
  Picture: PerformancePicture,
})
