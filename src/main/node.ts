import { endsAtOnce } from './cli/signals'
import { UsageError } from './config/usage-error'

// The plain-Node shell: what the command line asks for, and the one place that turns errors into an exit status.
const args = process.argv.slice(2)
// To load the rest takes most of a second, and what runs until a signal has not failed where that comes meanwhile.
if (['serve', 'present', 'rehearse', 'record', 'sample'].includes(args[0] ?? '')) endsAtOnce()
const [{ runProgram }, { present }] = await Promise.all([import('./cli/program'), import('./cli/present')])
try {
  process.exitCode = await runProgram(args, { present })
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`lectern: ${error.message}\n`)
  process.exitCode = 2
}
