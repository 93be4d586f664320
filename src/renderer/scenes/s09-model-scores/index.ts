import { defineScene } from '../scene'
import { facts, headline } from './headline'
import { Picture } from './picture'
import { type ScoresView, select } from './select'

export const modelScores = defineScene<ScoresView>({
  n: 9,
  topics: ['model_metric'],
  select,
  count: (view) => view.bars.length,
  headline,
  facts,
  empty: {
    what: 'A bar per model: its macro-F1, best first, with its interval.',
    how: 'Put models/NAME_eval.json into the data directory, or publish model_metric.',
  },
  Picture,
})
