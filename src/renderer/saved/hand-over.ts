import { handOver } from './saved-shell'

// Before the scene's own module runs: it looks once whether a shell holds its bytes.
handOver()
