import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { runProgram } from './cli/program'
import { defaultStateDir, stateDirError } from './config/state-dir'
import { UsageError } from './config/usage-error'
import { argumentsOf, stateArgument } from './electron/command-line'
import { present } from './electron/present'

// The Electron shell: one instance for each state directory, sandboxed, and the same command line as the plain one.
const args = argumentsOf(process.argv, app.isPackaged)
const stateDir = resolve(stateArgument(args) ?? defaultStateDir(process.platform, process.env))
const refused = stateDirError(stateDir)
if (refused) {
  process.stderr.write(`lectern: ${refused}\n`)
  app.exit(2)
} else start()

function start(): void {
  // Electron refuses a directory that is not there.
  mkdirSync(join(stateDir, 'electron'), { recursive: true, mode: 0o700 })
  app.setPath('userData', join(stateDir, 'electron'))
  // Chromium has no sandbox for root; whoever starts it so has said it with this switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('lectern: it is already running; its window is in front now\n')
    app.exit(0)
    return
  }
  app
    .whenReady()
    .then(() => runProgram(args, { present }))
    .then((status) => app.exit(status))
    .catch((error: unknown) => {
      process.stderr.write(`lectern: ${error instanceof Error ? error.message : String(error)}\n`)
      app.exit(error instanceof UsageError ? 2 : 1)
    })
}
