import { defineScene } from '../scene'
import { facts, headline } from './headline'
import { Picture } from './picture'
import { type ProfilesView, select } from './select'

export const attackProfiles = defineScene<ProfilesView>({
  n: 7,
  topics: ['attack_profile'],
  select,
  count: (view) => view.curves.length,
  headline,
  facts,
  empty: {
    what: 'A curve per attack over time, with the phases it goes through behind it.',
    how: 'Put attack_profiles/NAME.json into the data directory, or publish attack_profile.',
  },
  Picture,
})
