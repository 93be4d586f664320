import { attackProfiles } from './s07-attack-profiles'
import { predictions } from './s08-predictions'
import { modelScores } from './s09-model-scores'
import { fleet } from './s10-fleet'
import { embedding } from './s11-embedding'
import { performance } from './s12-performance'
import { liveDetection } from './s13-live-detection'
import type { Scene } from './scene'

/** Every scene there is. Which of them a talk shows, and in which order, the server says. */
export const scenes: readonly [Scene, ...Scene[]] = [
  attackProfiles,
  predictions,
  modelScores,
  fleet,
  embedding,
  performance,
  liveDetection,
]
