// The test command: build, unit tests, tests in a real browser; then what they counted, a line a runner.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)

/** Runs a program of this project; its status. */
function run(name, args) {
  return spawnSync(bin(name), args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1
}

function report(file) {
  try {
    return JSON.parse(readFileSync(join(root, 'artifacts', file), 'utf8'))
  } catch {
    return null // the runner ended before it could write
  }
}

mkdirSync(join(root, 'artifacts'), { recursive: true })
for (const file of ['unit.json', 'e2e.json']) rmSync(join(root, 'artifacts', file), { force: true })

if (run('electron-vite', ['build', '--logLevel', 'warn']) !== 0) process.exit(1)
const unit = run('vitest', ['run', '--reporter=dot', '--reporter=json', '--outputFile.json=artifacts/unit.json'])
const browser = run('playwright', ['test'])

const units = report('unit.json')
const browsers = report('e2e.json')?.stats
if (units)
  console.log(`unit: ${units.numPassedTests} passed, ${units.numFailedTests} failed, ${units.numPendingTests} skipped`)
if (browsers) {
  const { expected, flaky, unexpected, skipped } = browsers
  if (flaky > 0) console.log(`${flaky} needed a second try`)
  console.log(`browser: ${expected + flaky} passed, ${unexpected} failed, ${skipped} skipped`)
}
process.exit(unit === 0 && browser === 0 && units && browsers ? 0 : 1)
