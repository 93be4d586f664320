import '../../shared/no-eval' // first: before any schema is made
import './hand-over'
import '../ui/base.css'
import { embedding } from '../scenes/s11-embedding'
import { showSaved } from './show-saved'

showSaved([embedding])
