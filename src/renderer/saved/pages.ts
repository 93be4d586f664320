import '../../shared/no-eval' // first: before any schema is made
import '../ui/base.css'
import { attackProfiles } from '../scenes/s07-attack-profiles'
import { predictions } from '../scenes/s08-predictions'
import { modelScores } from '../scenes/s09-model-scores'
import { fleet } from '../scenes/s10-fleet'
import { performance } from '../scenes/s12-performance'
import { liveDetection } from '../scenes/s13-live-detection'
import { showSaved } from './show-saved'

// The script of every saved page but the embedding's, which is as large again for its points alone.
showSaved([attackProfiles, predictions, modelScores, fleet, performance, liveDetection])
