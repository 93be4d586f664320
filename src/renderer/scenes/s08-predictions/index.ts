import { defineScene } from '../scene'
import { facts, headline } from './headline'
import { Picture } from './picture'
import { type PredictionsView, select } from './select'

export const predictions = defineScene<PredictionsView>({
  n: 8,
  topics: ['prediction'],
  select,
  count: (view) => view.cells,
  headline,
  facts,
  empty: {
    what: 'A strip per episode, a cell per window: what was predicted, and where the truth differs.',
    how: 'Put predictions/NAME.jsonl into the data directory, or publish prediction.',
  },
  Picture,
})
