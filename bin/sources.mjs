// What the program is built of: by content, since a copy or a checkout may give every file another time.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['src', 'scripts/build', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** The digest of the names and contents of the sources below `root`. */
export function digestOfSources(root) {
  const hash = createHash('sha256')
  for (const name of SOURCES.flatMap((source) => filesOf(root, source))) {
    const content = readFileSync(join(root, name))
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Where a complete build leaves the digest of what it was made of: every build begins by emptying this folder. */
export const digestFile = (root) => join(root, 'out', 'main', 'sources.sha256')

function filesOf(root, name) {
  // An editor's file may be gone again.
  const stat = statSync(join(root, name), { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat ? [name] : []
  // With a dot begins what editors and file browsers leave behind.
  const names = readdirSync(join(root, name)).filter((child) => !child.startsWith('.'))
  return names.sort().flatMap((child) => filesOf(root, `${name}/${child}`))
}
