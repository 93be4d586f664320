import { defineScene } from '../scene'
import { facts, headline } from './headline'
import { Picture } from './picture'
import { type FleetView, select } from './select'

export const fleet = defineScene<FleetView>({
  n: 10,
  topics: ['host_counts', 'phase_mix', 'recent_episodes', 'totals'],
  select,
  count: (view) => view.hosts.length,
  worthDrawing: ({ totals, phases, recent }) => totals !== null || phases.length > 0 || recent.length > 0,
  headline,
  facts,
  empty: {
    what: 'The hosts with their episodes, the mix of phases, the totals and what happened last.',
    how: 'Put host_counts/HOST.json and index.jsonl into the data directory, or publish host_counts.',
  },
  Picture,
})
