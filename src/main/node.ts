import { present } from './cli/present'
import { runProgram } from './cli/program'
import { UsageError } from './config/usage-error'

// The plain-Node shell: what the command line asks for, and the one place that turns errors into an exit status.
try {
  process.exitCode = await runProgram(process.argv.slice(2), { present })
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`lectern: ${error.message}\n`)
  process.exitCode = 2
}
