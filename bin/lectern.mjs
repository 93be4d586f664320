#!/usr/bin/env node
// The command line's launcher: builds what is missing or stale, then hands over to the built program.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { digestFile, digestOfSources } from './sources.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

/** An installed package has no sources and no builder: what it has is built. */
const isBuiltHere = () => existsSync(builder) && existsSync(join(root, 'src'))

/** Of what the program was built; null where no build was completed. */
const builtOf = () => (existsSync(digestFile(root)) ? readFileSync(digestFile(root), 'utf8').trim() : null)

/** A build writes both: the builder puts its configuration beside the project's. */
function isWritable() {
  try {
    for (const dir of [root, join(root, 'out')]) accessSync(dir, constants.W_OK)
    return true
  } catch {
    return false
  }
}

if (isBuiltHere() && builtOf() !== digestOfSources(root)) {
  if (builtOf() !== null && !isWritable()) {
    const sentence = `the sources in ${root} have changed, and this user cannot write there: what was built before is started`
    process.stderr.write(`lectern: ${sentence}\n`)
  } else build()
}
await import(pathToFileURL(join(root, 'out', 'main', 'node.js')).href)

function build() {
  process.stderr.write('lectern: building, this takes a few seconds …\n')
  const { status } = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status === 0) return
  process.stderr.write('lectern: the build failed; what is wrong stands above\n')
  process.exit(2)
}
