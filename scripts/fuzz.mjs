// npm run fuzz [-- --runs N --seed S]: the properties of scripts/fuzz, for long, and from another place each time.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3000' }, seed: { type: 'string' } } })
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
console.log(
  `fuzz: ${values.runs} runs a property; the same again: npm run fuzz -- --runs ${values.runs} --seed ${seed}`,
)
const root = join(import.meta.dirname, '..')
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'scripts/fuzz', '--testTimeout', '1800000'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: values.runs, FUZZ_SEED: seed } },
)
process.exit(status ?? 1)
