import { defineScene } from '../scene'
import { facts, headline } from './headline'
import { Picture } from './picture'
import { count, type LiveView, select } from './select'

export const liveDetection = defineScene<LiveView>({
  n: 13,
  topics: ['live_detection'],
  select,
  count,
  headline,
  facts,
  empty: {
    what: 'A lane per host with its newest detections: how sure, which label, where an alert.',
    how: 'Run lectern sample, or publish live_detection.',
  },
  Picture,
})
