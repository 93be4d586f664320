import { app } from 'electron'
import { runProgram } from './cli/program'
import { UsageError } from './config/usage-error'
import { present } from './electron/present'

// The Electron shell: one instance, sandboxed, and the same command line as the plain one.
app.enableSandbox()
if (!app.requestSingleInstanceLock()) app.exit(0)

app
  .whenReady()
  .then(() => runProgram(process.argv.slice(app.isPackaged ? 1 : 2), { present }))
  .then((status) => app.exit(status))
  .catch((error: unknown) => {
    process.stderr.write(`lectern: ${error instanceof Error ? error.message : String(error)}\n`)
    app.exit(error instanceof UsageError ? 2 : 1)
  })
