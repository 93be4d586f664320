import { defineScene } from '../scene'
import { liveFacts, liveHeadline } from './headline'
import { LivePicture } from './picture'
import { countCells, type LiveView, selectLive } from './select'

export const liveDetection = defineScene<LiveView>({
  n: 13,
  title: 'Live detections',
  topics: ['live_detection'],
  select: selectLive,
  count: countCells,
  headline: liveHeadline,
  facts: liveFacts,
  empty: {
    what: 'A lane per host with its newest detections: how sure, which label, where an alert.',
    how: 'Run lectern sample, or publish live_detection.',
  },
  Picture: LivePicture,
})
