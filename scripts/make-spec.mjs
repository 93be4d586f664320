// Makes SPEC.md of the rules that the tests' titles state.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
const load = async (file) => {
  const loaded = await runnerImport(join(import.meta.dirname, file), { configFile: false, logLevel: 'error' })
  return loaded.module
}

const { rulesOf, testFolders } = await load('docs/rules.ts')
const { specOf } = await load('docs/areas.ts')
const rules = rulesOf(root, testFolders)
writeFileSync(join(root, 'SPEC.md'), specOf(rules))
console.log(`SPEC.md: ${new Set(rules.map(({ id }) => id)).size} rules`)
