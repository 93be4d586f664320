// Makes the generated parts of docs/ anew, from the tables and schemas that the program itself reads.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
/** The documentation is made by TypeScript that imports the program's; Vite reads both. */
const load = async (file) => {
  const loaded = await runnerImport(join(import.meta.dirname, file), { configFile: false, logLevel: 'error' })
  return loaded.module
}

const { generatedParts } = await load('docs/generated.ts')
const { withGenerated } = await load('docs/markdown.ts')
for (const [name, parts] of Object.entries(generatedParts())) {
  const file = join(root, name)
  writeFileSync(file, withGenerated(readFileSync(file, 'utf8'), parts))
  console.log(`${name}: ${Object.keys(parts).length} parts`)
}
