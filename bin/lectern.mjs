#!/usr/bin/env node
// The command line's launcher: builds what is missing or stale, then hands over to the built program.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = join(root, 'out', 'main', 'node.js')
const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

/** The newest modification below `path`, in milliseconds. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** An installed package has no sources and no builder: what it has is built. */
function isStale() {
  if (!existsSync(builder) || !existsSync(join(root, 'src'))) return false
  if (!existsSync(built) || !existsSync(join(root, 'out', 'renderer', 'index.html'))) return true
  const sources = ['src', 'electron.vite.config.ts', 'package.json'].map((name) => newest(join(root, name)))
  return Math.max(...sources) > statSync(join(root, 'out', 'renderer', 'index.html')).mtimeMs
}

if (isStale()) {
  process.stderr.write('lectern: building, this takes a few seconds …\n')
  const build = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (build.status !== 0) {
    process.stderr.write('lectern: the build failed; what is wrong stands above\n')
    process.exit(2)
  }
}
await import(pathToFileURL(built).href)
