// The test command: build, unit tests, tests in a real browser, of which those that measure time run alone; then what
// they counted, a line a runner.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)

/** Runs a program of this project; its status. */
function run(name, args, env = {}) {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, ...env } }
  return spawnSync(bin(name), args, options).status ?? 1
}

/** Runs a project of the browser tests; what it counted stands in a file of its own. */
const browse = (project, workers) =>
  run('playwright', ['test', `--project=${project}`, `--workers=${workers}`], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(root, 'artifacts', `${project}.json`),
  })

function report(file) {
  try {
    return JSON.parse(readFileSync(join(root, 'artifacts', file), 'utf8'))
  } catch {
    return null // the runner ended before it could write
  }
}

mkdirSync(join(root, 'artifacts'), { recursive: true })
for (const file of ['unit.json', 'together.json', 'alone.json']) rmSync(join(root, 'artifacts', file), { force: true })

if (run('electron-vite', ['build', '--logLevel', 'warn']) !== 0) process.exit(1)
const unit = run('vitest', ['run', '--reporter=dot', '--reporter=json', '--outputFile.json=artifacts/unit.json'])
const together = browse('together', 2)
const alone = browse('alone', 1)

const units = report('unit.json')
const browsers = [report('together.json')?.stats, report('alone.json')?.stats]
if (units)
  console.log(`unit: ${units.numPassedTests} passed, ${units.numFailedTests} failed, ${units.numPendingTests} skipped`)
const complete = browsers.every(Boolean)
if (complete) {
  const sum = (name) => browsers.reduce((all, stats) => all + stats[name], 0)
  if (sum('flaky') > 0) console.log(`${sum('flaky')} needed a second try`)
  console.log(
    `browser: ${sum('expected') + sum('flaky')} passed, ${sum('unexpected')} failed, ${sum('skipped')} skipped`,
  )
}
process.exit(unit === 0 && together === 0 && alone === 0 && units && complete ? 0 : 1)
