import { episodesFeeder } from './episodes/episodes'
import type { FileFeeder } from './feeder'
import { hostsFeeder } from './hosts/hosts'
import { modelsFeeder } from './models/models'
import { predictionsFeeder } from './predictions/predictions'
import { profilesFeeder } from './profiles/profiles'

/** Every source of a data directory that needs nothing but the directory; the embedding's needs a thread. */
export const feeders: readonly FileFeeder[] = [
  modelsFeeder,
  episodesFeeder,
  hostsFeeder,
  profilesFeeder,
  predictionsFeeder,
]
